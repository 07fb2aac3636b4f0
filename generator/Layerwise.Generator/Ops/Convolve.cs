using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>z = Σ x·W + b over a window at each position, of an input between its borders.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Sizes">Its sizes.</param>
/// <param name="HasBias">Whether the tensor behind W is b.</param>
internal sealed record Convolve(LayerSpec Layer, ConvolutionSizes Sizes, bool HasBias) : LinearMap(Layer, HasBias)
{
    /// <summary>Whether the input has no borders: windows leave out what they would see there.</summary>
    public bool IsOverBorders { get; init; }

    /// <inheritdoc/>
    public override long MultiplyAdds => Sizes.MultiplyAdds;

    /// <inheritdoc/>
    public override Shape ShapeOf(Shape input) => input.Like(Sizes.Vertical.Results, Sizes.Horizontal.Results, Sizes.Filters);
}
