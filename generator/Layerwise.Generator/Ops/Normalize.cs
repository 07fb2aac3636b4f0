using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>γ·(z − mean) / √(variance + ε) + β, over the samples of a batch.</summary>
/// <param name="Layer">The layer.</param>
internal sealed record Normalize(LayerSpec Layer) : Operation(Layer);
