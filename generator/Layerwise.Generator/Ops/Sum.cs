using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>The sum of two values: what a layer makes, and what its residual connection brings.</summary>
/// <param name="Layer">The layer.</param>
internal sealed record Sum(LayerSpec Layer) : Operation(Layer)
{
    /// <inheritdoc/>
    public override bool CanWorkInPlace => true;

    /// <inheritdoc/>
    public override long MultiplyAdds => 0;
}
