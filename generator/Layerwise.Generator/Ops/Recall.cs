using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>Puts the steps that the window of a causal convolution reaches back in front of a sequence: zeros, or the last ones of the window of the sequence before.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="History">How many.</param>
internal sealed record Recall(LayerSpec Layer, int History) : Operation(Layer)
{
    /// <inheritdoc/>
    public override long MultiplyAdds => 0;

    /// <inheritdoc/>
    public override Shape ShapeOf(Shape input) => Shape.Of(History + input.Width, input.Channels);
}
