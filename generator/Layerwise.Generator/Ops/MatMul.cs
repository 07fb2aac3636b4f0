using Layerwise.Generator.Model;
using Layerwise.Tensors;

namespace Layerwise.Generator.Ops;

/// <summary>z = x·W + b.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="FanIn">Length of x.</param>
/// <param name="FanOut">Length of z.</param>
/// <param name="HasBias">Whether the tensor behind W is b.</param>
internal sealed record MatMul(LayerSpec Layer, int FanIn, int FanOut, bool HasBias) : Operation(Layer)
{
    /// <summary>Which tensor of the layer W is.</summary>
    public TensorRole Weights { get; init; }

    /// <summary>Whether it also multiplies and adds what inference has in place of a normalization, while a tile is in registers.</summary>
    public bool IsScaled { get; init; }

    /// <summary>Whether a normalization takes its biases away again, on a linear way from here.</summary>
    public bool HasVainBiases { get; init; }

    /// <summary>What it applies to its sums while a tile is in registers, or before the rows leave the cache.</summary>
    public ActivationSpec Finish { get; init; } = ActivationSpec.Identity;

    /// <summary>The activation before it, whose derivative it applies to its input gradients while a tile is in registers; null where another step does.</summary>
    public ActivationSpec? Through { get; init; }

    /// <inheritdoc/>
    public override Shape ShapeOf(Shape input) => Shape.Of(FanOut);
}
