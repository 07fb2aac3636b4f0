using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>γ·x̂ + β, x̂ being each row without its mean and by its deviation, or γ·x̂, x̂ being each row by its root mean square.</summary>
/// <param name="Layer">The layer.</param>
internal sealed record NormalizeRows(LayerSpec Layer) : SampleNormalization(Layer)
{
    // Mean and deviation of each row, which the way back would have to find anew.
    /// <inheritdoc/>
    public override int RoomWidth => 2 * (Width / Channels);

    /// <inheritdoc/>
    public override bool AddsDeltas => true;
}
