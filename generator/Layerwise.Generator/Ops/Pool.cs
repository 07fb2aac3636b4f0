using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>One number of each window and channel.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Vertical">Down the rows.</param>
/// <param name="Horizontal">Along a row.</param>
/// <param name="IsMax">Whether it is the largest, or else the mean.</param>
internal sealed record Pool(LayerSpec Layer, WindowAxis Vertical, WindowAxis Horizontal, bool IsMax) : Operation(Layer)
{
    /// <inheritdoc/>
    public override long MultiplyAdds => 0;

    /// <inheritdoc/>
    public override Shape ShapeOf(Shape input) => Layer.Output;
}
