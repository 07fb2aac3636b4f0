using Layerwise.Generator.Model;
using Layerwise.Tensors;

namespace Layerwise.Generator.Ops;

/// <summary>Sums of products with weights, and what can be done to them while a tile of them is in registers.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="HasBias">Whether the tensor behind the weights is added.</param>
internal abstract record LinearMap(LayerSpec Layer, bool HasBias) : Operation(Layer)
{
    /// <summary>Which tensor of the layer the weights are.</summary>
    public TensorRole Weights { get; init; }

    /// <summary>Whether it also multiplies and adds what inference has in place of a normalization, while a tile is in registers.</summary>
    public bool IsScaled { get; init; }

    /// <summary>Whether a normalization takes its biases away again, on a linear way from here.</summary>
    public bool HasVainBiases { get; init; }

    /// <summary>What it applies to its sums while a tile is in registers, or before the rows leave the cache.</summary>
    public ActivationSpec Finish { get; init; } = ActivationSpec.Identity;

    /// <inheritdoc/>
    public override bool HasParameters => true;
}
