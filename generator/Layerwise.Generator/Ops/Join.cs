using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>The outputs of a network behind each other, sample after sample: it reads what each of them is.</summary>
/// <param name="Layer">The last layer.</param>
/// <param name="Size">Numbers of one sample.</param>
internal sealed record Join(LayerSpec Layer, int Size) : Operation(Layer)
{
    /// <inheritdoc/>
    public override long MultiplyAdds => 0;

    /// <inheritdoc/>
    public override Shape ShapeOf(Shape input) => Shape.Of(Size);
}
