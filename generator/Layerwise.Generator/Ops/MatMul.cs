using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>z = x·W + b.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Previous">The layer whose outputs are x; null for the inputs of the network.</param>
internal sealed record MatMul(LayerSpec Layer, LayerSpec? Previous) : Operation(Layer)
{
    /// <summary>Whether it also multiplies and adds what inference has in place of a normalization, while a tile is in registers.</summary>
    public bool IsScaled { get; init; }

    /// <summary>Whether a normalization takes its biases away again, on a linear way from here.</summary>
    public bool HasVainBiases { get; init; }

    /// <summary>What it applies to its sums while a tile is in registers, or before the rows leave the cache.</summary>
    public ActivationSpec Finish { get; init; } = ActivationSpec.Identity;

    /// <summary>The activation before it, whose derivative it applies to its input gradients while a tile is in registers; null where another step does.</summary>
    public ActivationSpec? Through { get; init; }
}
