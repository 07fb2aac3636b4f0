using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>The last step of a sequence.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Steps">Steps of a sequence.</param>
internal sealed record TakeLast(LayerSpec Layer, int Steps) : Operation(Layer)
{
    /// <inheritdoc/>
    public override long MultiplyAdds => 0;

    /// <inheritdoc/>
    public override Shape ShapeOf(Shape input) => Shape.Of(input.Channels);
}
