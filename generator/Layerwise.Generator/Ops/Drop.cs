using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>Sets outputs to 0 at random and scales the others.</summary>
/// <param name="Layer">The layer.</param>
internal sealed record Drop(LayerSpec Layer) : Operation(Layer)
{
    /// <inheritdoc/>
    public override bool CanWorkInPlace => true;

    /// <inheritdoc/>
    public override long MultiplyAdds => 0;
}
