using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Traits;

namespace Layerwise.Generator.Reports;

/// <summary>The same network under other initializers.</summary>
internal static class Alternatives
{
    /// <summary>Every initializer, those first that the network has.</summary>
    public static IEnumerable<Init> Of(NetworkSpec network) =>
        ((Init[])Enum.GetValues(typeof(Init))).Where(static init => init != Init.Auto).OrderBy(init => network.Layers.All(layer => layer.Init.Kind != init));

    /// <summary>All layers under one initializer; those that have it keep its options, the others get the defaults.</summary>
    public static NetworkSpec With(NetworkSpec network, Init init) => network with
    {
        Layers = new EquatableArray<LayerSpec>(network.Layers
            .Select(layer => layer.Init.Kind == init ? layer : layer with { Init = new InitSpec(init) })
            .ToImmutableArray()),
    };
}
