using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>Puts zeros around an input, as far as the windows of a convolution reach over its border.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Vertical">How many above and below.</param>
/// <param name="Horizontal">How many in front of a row and behind it.</param>
internal sealed record Pad(LayerSpec Layer, WindowAxis Vertical, WindowAxis Horizontal) : Operation(Layer)
{
    /// <inheritdoc/>
    public override long MultiplyAdds => 0;

    /// <inheritdoc/>
    public override Shape ShapeOf(Shape input) => input.Like(Vertical.Padded, Horizontal.Padded, input.Channels);
}
