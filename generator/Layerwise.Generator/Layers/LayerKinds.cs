using Layerwise.Generator.Layers.Dense;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Layers;

/// <summary>The kinds of layers that there are.</summary>
internal static class LayerKinds
{
    public static ILayerKind[] All { get; } = [new DenseKind()];

    /// <summary>The kind that an attribute of the library declares; null for every other attribute.</summary>
    public static ILayerKind? OfAttribute(AttributeData attribute) => Array.Find(All, kind => Library.Declares(attribute.AttributeClass, kind.AttributeName));

    /// <summary>The kind of the first layer that a class has; null where it has none.</summary>
    public static ILayerKind? OfFirstLayer(ISymbol type) => type.GetAttributes().Select(OfAttribute).FirstOrDefault(static kind => kind is not null);

    /// <summary>The kind that a layer's attribute declares.</summary>
    public static ILayerKind Of(AttributeArguments layer) => Array.Find(All, kind => kind.AttributeName == layer.AttributeName)!;

    /// <summary>The kind of a layer.</summary>
    public static ILayerKind Of(LayerSpec layer) => Array.Find(All, kind => kind.Kind == layer.Kind)!;
}
