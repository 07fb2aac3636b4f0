using Layerwise.Generator.Layers.Convolution;
using Layerwise.Generator.Layers.Dense;
using Layerwise.Generator.Layers.Pooling;
using Layerwise.Generator.Layers.Recurrent;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Layers;

/// <summary>The kinds of layers that there are.</summary>
internal static class LayerKinds
{
    public static ILayerKind[] All { get; } =
    [
        new DenseKind(), new ConvolutionKind(), new PoolingKind(), new RecurrentKind(LayerKind.Rnn), new RecurrentKind(LayerKind.Gru), new RecurrentKind(LayerKind.Lstm),
    ];

    /// <summary>The full names of all attributes that declare layers.</summary>
    public static IReadOnlyList<string> AttributeNames { get; } = [.. All.SelectMany(static kind => kind.AttributeNames)];

    /// <summary>Which of them an attribute is; null for every other attribute.</summary>
    public static string? NameOf(AttributeData attribute) => AttributeNames.FirstOrDefault(name => Library.Declares(attribute.AttributeClass, name));

    /// <summary>The attribute of the first layer that a class has; null where it has none.</summary>
    public static string? NameOfFirstLayer(ISymbol type) => type.GetAttributes().Select(NameOf).FirstOrDefault(static name => name is not null);

    /// <summary>The kind that a layer's attribute declares.</summary>
    public static ILayerKind Of(AttributeArguments layer) => Array.Find(All, kind => kind.AttributeNames.Contains(layer.AttributeName))!;

    /// <summary>The kind of a layer.</summary>
    public static ILayerKind Of(LayerSpec layer) => Array.Find(All, kind => kind.Kind == layer.Kind)!;
}
