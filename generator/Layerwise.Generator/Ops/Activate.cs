using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>a = φ(z).</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Phi">φ.</param>
internal sealed record Activate(LayerSpec Layer, ActivationSpec Phi) : Operation(Layer)
{
    /// <summary>Whether the step before does it while its results are in registers.</summary>
    public bool IsFusedForward { get; init; }

    /// <summary>Whether the step behind applies φ′ while its input gradients are in registers.</summary>
    public bool IsFusedBackward { get; init; }

    /// <inheritdoc/>
    public override bool HasParameters => Phi.Traits.HasLearnedSlope;

    /// <inheritdoc/>
    public override bool CanWorkInPlace => true;

    /// <inheritdoc/>
    public override long MultiplyAdds => 0;
}
