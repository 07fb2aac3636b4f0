using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>γ·x̂ + β, x̂ being each group of channels over all positions of a sample, without its mean and by its deviation.</summary>
/// <param name="Layer">The layer.</param>
internal sealed record NormalizeGroups(LayerSpec Layer) : SampleNormalization(Layer)
{
    /// <summary>How many groups there are.</summary>
    public int Groups => Layer.NormalizedGroups;

    /// <summary>How many positions.</summary>
    public int Positions => Width / Channels;

    // Mean and deviation of each group, which the way back would have to find anew.
    /// <inheritdoc/>
    public override int RoomWidth => 2 * Groups;
}
