using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>a = φ(z).</summary>
/// <param name="Layer">The layer.</param>
internal sealed record Activate(LayerSpec Layer) : Operation(Layer)
{
    /// <summary>Whether it is the last one of the network: the derivatives with respect to its results are the caller's, and stay where they are.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether the step before does it while its results are in registers.</summary>
    public bool IsFusedForward { get; init; }

    /// <summary>Whether the step behind applies φ′ while its input gradients are in registers.</summary>
    public bool IsFusedBackward { get; init; }
}
