using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>γ·(z − mean) / √(variance + ε) + β, over the samples of a batch.</summary>
/// <param name="Layer">The layer.</param>
internal sealed record Normalize(LayerSpec Layer) : Operation(Layer)
{
    /// <summary>Whether the next normalization takes β away again, on a linear way from here.</summary>
    public bool HasVainBeta { get; init; }

    /// <inheritdoc/>
    public override bool HasParameters => true;

    /// <inheritdoc/>
    public override bool CanWorkInPlace => true;

    /// <inheritdoc/>
    public override long MultiplyAdds => 0;
}
