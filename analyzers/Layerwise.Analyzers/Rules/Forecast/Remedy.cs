using System.Collections.Immutable;
using System.ComponentModel;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Initialization;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;
using Layerwise.Traits;

namespace Layerwise.Analyzers.Rules.Forecast;

/// <summary>One change to several layers, which may be what makes a network trainable.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Layers">Zero-based indices of the layers, ascending.</param>
internal sealed record Remedy(RemedyKind Kind, ImmutableArray<int> Layers)
{
    /// <summary>The initializer, or the one that suits <see cref="Activation"/>.</summary>
    public Init Init { get; init; }

    /// <summary>Where the kind is another activation.</summary>
    public Activation Activation { get; init; }

    /// <summary>Whether the biases start with 0 too.</summary>
    public bool ClearsBias { get; init; }

    /// <summary>What to write and where, as in "Init.HeNormal on layers 1 to 29".</summary>
    public string Text => Kind switch
    {
        RemedyKind.Initializer => $"Init.{Init}",
        RemedyKind.Activation => $"Activation.{Activation} and Init.{Init}",
        RemedyKind.BatchNormalization => "BatchNormalization = true",
        RemedyKind.Residual => "Residual = true",
        RemedyKind.Bias => "BiasValue = 0",
        _ => throw new InvalidEnumArgumentException(nameof(Kind), (int)Kind, typeof(RemedyKind)),
    } + (ClearsBias && Kind != RemedyKind.Bias ? " without BiasValue" : "") + $" on {Numbers(Layers)}";

    /// <summary>The layers by their numbers, as messages name them.</summary>
    public static string Numbers(ImmutableArray<int> layers) => MessageText.Layers(layers.Select(static layer => layer + 1).ToArray());

    /// <summary>The layers and those beside them that are declared alike, sizes apart: what was written for all of them is changed for all of them.</summary>
    public static ImmutableArray<int> WithAlike(NetworkSpec network, ImmutableArray<int> layers)
    {
        var all = new SortedSet<int>(layers);
        foreach (int layer in layers)
        {
            LayerSpec design = WithoutPlace(network.Layers[layer]);
            for (int i = layer - 1; i >= 0 && WithoutPlace(network.Layers[i]) == design; i--) all.Add(i);
            for (int i = layer + 1; i < network.Layers.Count && !network.IsOutput(network.Layers[i]) && WithoutPlace(network.Layers[i]) == design; i++) all.Add(i);
        }

        return all.ToImmutableArray();

        static LayerSpec WithoutPlace(LayerSpec layer) => layer with { Index = 0, FanIn = 1, FanOut = 1, ParametersOffset = 0, StatisticsOffset = 0 };
    }

    /// <summary>The changes to try on some layers, those that change least first.</summary>
    public static IEnumerable<Remedy> Candidates(NetworkSpec network, ImmutableArray<int> layers)
    {
        if (!layers.Any(index => network.Layers[index] is { HasBias: true, BiasValue: not 0 })) return OfWeights(network, layers);

        return OfWeights(network, layers)
            .Prepend(new Remedy(RemedyKind.Bias, layers) { ClearsBias = true })
            .Concat(OfWeights(network, layers).Select(static remedy => remedy with { ClearsBias = true }))
            .OrderBy(static remedy => remedy.Kind == RemedyKind.Residual);
    }

    private static IEnumerable<Remedy> OfWeights(NetworkSpec network, ImmutableArray<int> layers)
    {
        LayerSpec first = network.Layers[layers[0]];
        bool isUniform = first.Distribution.Shape == WeightShape.Uniform;
        Init he = InitTraits.Drawing(InitScheme.He, isUniform);
        Init xavier = InitTraits.Drawing(InitScheme.Xavier, isUniform);
        Init leCun = InitTraits.Drawing(InitScheme.LeCun, isUniform);
        Init suiting = InitTraits.Drawing(InitTraits.Of(first.Traits.SuitingInit).Scheme, isUniform);
        foreach (Init init in new[] { suiting, xavier, leCun, he, Init.Orthogonal }.Distinct()) yield return new Remedy(RemedyKind.Initializer, layers) { Init = init };
        if (network.IsOutput(first) || layers.Any(index => network.Layers[index].Recurrence is not null)) yield break;
        yield return new Remedy(RemedyKind.Activation, layers) { Activation = Activation.Relu, Init = he };
        yield return new Remedy(RemedyKind.Activation, layers) { Activation = Activation.Tanh, Init = xavier };
        if (layers.All(index => !network.Layers[index].NormalizesSamples)) yield return new Remedy(RemedyKind.BatchNormalization, layers);

        // A connection around an activation, where the sum can be neither cut nor flat.
        if (layers.All(index => IsBypassable(network.Layers[index]))) yield return new Remedy(RemedyKind.Residual, layers);
    }

    private static bool IsBypassable(LayerSpec layer) =>
        layer is { ResidualSpan: 0, Order: LayerOrder.LinearActivateAdd } && layer.CanAdd(layer.Input);

    /// <summary>The network after the change.</summary>
    public NetworkSpec Apply(NetworkSpec network) => network with
    {
        Layers = new EquatableArray<LayerSpec>(network.Layers.Select(layer => Layers.Contains(layer.Index) ? Apply(layer) : layer).ToImmutableArray()),
    };

    /// <summary>The change to the attributes of all these layers.</summary>
    public Repair Repair(DeclaredNetwork network) => Layers
        .SelectMany(index => Changes(network, network.Spec.Layers[index]))
        .Aggregate(static (all, one) => all.And(one))
        .Titled($"Write {Text}");

    private IEnumerable<Repair> Changes(DeclaredNetwork network, LayerSpec layer)
    {
        AttributeArguments arguments = network.Arguments(layer);
        if (ClearsBias && arguments.Has(nameof(LayerSpec.BiasValue))) yield return Networks.Repair.Remove(arguments.LocationOf(nameof(LayerSpec.BiasValue)));
        switch (Kind)
        {
            case RemedyKind.BatchNormalization:
                yield return Networks.Repair.Set(nameof(LayerSpec.BatchNormalization), "true", arguments.Location);
                break;
            case RemedyKind.Residual:
                yield return Networks.Repair.Set(nameof(LayerAttribute.Residual), "true", arguments.Location);
                break;
            case RemedyKind.Activation:
                yield return Networks.Repair.ChangeTo(Activation, arguments.LocationOf("activation")).Without(["Slope", .. SuitableInitializer.Options]);

                // Where none is written, Init.Auto follows the activation.
                if (network.Names(layer, "init")) yield return Networks.Repair.ChangeTo(Init, arguments.LocationOf("init"));
                break;
            case RemedyKind.Initializer:
                yield return Networks.Repair.ChangeTo(Init, arguments.LocationOf("init")).Without(SuitableInitializer.Options);
                break;
        }
    }

    // The options of an initializer go with it.
    private LayerSpec Apply(LayerSpec layer)
    {
        LayerSpec changed = Kind switch
        {
            RemedyKind.Initializer => layer with { Init = layer.Init with { Kind = Init, Gain = 1 } },
            RemedyKind.Activation => layer with { Activation = Activation, Custom = null, Init = layer.Init with { Kind = Init, Gain = 1 } },
            RemedyKind.BatchNormalization => layer with { BatchNormalization = true },
            RemedyKind.Residual => layer with { ResidualSpan = 1 },
            RemedyKind.Bias => layer,
            _ => throw new InvalidEnumArgumentException(nameof(Kind), (int)Kind, typeof(RemedyKind)),
        };
        return ClearsBias ? changed with { BiasValue = 0 } : changed;
    }
}

/// <summary>Kinds of <see cref="Remedy"/>.</summary>
internal enum RemedyKind
{
    Initializer,
    Activation,
    BatchNormalization,
    Residual,
    Bias,
}
