using Layerwise.Generator.Model;

namespace Layerwise.Generator.Ops;

/// <summary>One step of what a layer computes, a node of the network's <see cref="Graph"/>. Backward the steps run in reverse.</summary>
/// <param name="Layer">The layer.</param>
internal abstract record Operation(LayerSpec Layer)
{
    /// <summary>The values that it reads.</summary>
    public EquatableArray<int> Reads { get; init; }

    /// <summary>The value that it writes, as no other step does.</summary>
    public int Writes { get; init; }
}
