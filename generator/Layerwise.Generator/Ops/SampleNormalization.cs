using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>A normalization of each sample by itself, which training and inference compute alike.</summary>
/// <param name="Layer">The layer.</param>
internal abstract record SampleNormalization(LayerSpec Layer) : Operation(Layer)
{
    /// <summary>What it applies to its results while they are in registers.</summary>
    public ActivationSpec Finish { get; init; } = ActivationSpec.Identity;

    /// <inheritdoc/>
    public override bool HasParameters => true;

    /// <inheritdoc/>
    public override bool CanWorkInPlace => true;

    /// <inheritdoc/>
    public override long MultiplyAdds => 0;
}
