using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>One step of what a layer computes. Forward it reads what the step before wrote; backward the steps run in reverse.</summary>
/// <param name="Layer">The layer.</param>
internal abstract record Operation(LayerSpec Layer);
