using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Forecast;

/// <summary>How a remedy travels from the rule to the code fix: its kind and members as text, its layers as places.</summary>
/// <param name="Values">The text.</param>
/// <param name="Places">The attributes of the layers to change.</param>
internal sealed record RemedyProperties(ImmutableDictionary<string, string?> Values, ImmutableArray<Location> Places)
{
    /// <summary>Key of the <see cref="RemedyKind"/>.</summary>
    public const string Kind = "Remedy";

    /// <summary>Key of the initializer.</summary>
    public const string Init = "Init";

    /// <summary>Key of the activation.</summary>
    public const string Activation = "Activation";

    /// <summary>Key of whether the biases start with 0.</summary>
    public const string ClearsBias = "ClearsBias";

    /// <summary>Key of what the light bulb says.</summary>
    public const string Title = "Title";

    public static RemedyProperties Of(Remedy? remedy, DeclaredNetwork network)
    {
        ImmutableDictionary<string, string?> values = ImmutableDictionary<string, string?>.Empty;
        if (remedy is null) return new RemedyProperties(values, ImmutableArray<Location>.Empty);
        return new RemedyProperties(
            values
                .Add(Kind, remedy.Kind.ToString())
                .Add(Init, remedy.Init.ToString())
                .Add(Activation, remedy.Activation.ToString())
                .Add(ClearsBias, remedy.ClearsBias.ToString())
                .Add(Title, $"Write {remedy.Text}"),
            remedy.Layers.Select(index => network.Arguments(network.Spec.Layers[index]).Location).ToImmutableArray());
    }
}
