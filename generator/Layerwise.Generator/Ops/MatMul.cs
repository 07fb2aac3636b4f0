using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>z = x·W + b, of a whole sample or of each of its positions.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="FanIn">Length of x.</param>
/// <param name="FanOut">Length of z.</param>
/// <param name="HasBias">Whether the tensor behind W is b.</param>
internal sealed record MatMul(LayerSpec Layer, int FanIn, int FanOut, bool HasBias) : LinearMap(Layer, HasBias)
{
    /// <summary>Whether it goes over the positions of a sample, each by itself.</summary>
    public bool IsPointwise { get; init; }

    /// <summary>The activation before it, whose derivative it applies to its input gradients while a tile is in registers; null where another step does.</summary>
    public ActivationSpec? Through { get; init; }

    /// <inheritdoc/>
    public override long MultiplyAdds => (long)FanIn * Width;

    /// <inheritdoc/>
    public override Shape ShapeOf(Shape input) => IsPointwise ? input.Like(input.Height, input.Width, FanOut) : Shape.Of(FanOut);
}
