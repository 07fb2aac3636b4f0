using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>z = Σ x·W + b of one step of a sequence that goes on, over a window that ends there: the steps before are in the state.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Sizes">Its sizes, at a single position.</param>
/// <param name="HasBias">Whether the tensor behind W is b.</param>
internal sealed record ConvolveStep(LayerSpec Layer, ConvolutionSizes Sizes, bool HasBias) : LinearMap(Layer, HasBias)
{
    /// <inheritdoc/>
    public override long MultiplyAdds => Sizes.MultiplyAdds;

    /// <inheritdoc/>
    public override Shape ShapeOf(Shape input) => Shape.Of(Sizes.Filters);
}
