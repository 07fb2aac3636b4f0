using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2014: ReLU layers so narrow and so many that for an input all units of one of them are likely off.</summary>
internal sealed class DeadAtBirth : INetworkRule
{
    // Fewer layers than this can't kill more than the part of the inputs that they are off for.
    private const int Deep = 3;
    private const double Noticeable = 0.1;
    private const double Likely = 0.5;

    public static readonly DiagnosticDescriptor Rule = Descriptors.Initialization(
        "LW2014",
        DiagnosticSeverity.Warning,
        "A deep, narrow ReLU network may be dead from the start",
        "Layers {0} to {1}: for about {2} of the inputs, all units of one of these {3} ReLU layers are off and there is no gradient (layer {4} has only {5}). Make the layers wider, or use LeakyRelu.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        LayerSpec[] layers = [.. network.HiddenLayers.Where(CanDie)];
        double dead = Probability(layers);
        if (dead < Noticeable) return;

        LayerSpec narrowest = layers.OrderBy(Width).First();
        network.Report(
            dead < Likely ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            Rule,
            network.Arguments(narrowest).LocationOf(Parameter(narrowest)),
            Leak(network, layers),
            layers[0].Number,
            layers[layers.Length - 1].Number,
            MessageText.Percent(dead),
            layers.Length,
            narrowest.Number,
            MessageText.Count(Width(narrowest), narrowest.ActivatesInputs ? "input" : "unit"));
    }

    // How many numbers its activation turns off.
    private static int Width(LayerSpec layer) => layer.ActivatesInputs ? layer.Input.Channels : layer.Units;

    private static string Parameter(LayerSpec layer) => (layer.ActivatesInputs, layer.MovingWindows) switch
    {
        (false, null) => "fanOut",
        (false, _) => "filters",
        (true, null) => "fanIn",
        (true, _) => "channels",
    };

    /// <summary>Whether the rule would speak of a network with these hidden layers.</summary>
    public static bool Threatens(IEnumerable<LayerSpec> hidden) => Probability([.. hidden.Where(CanDie)]) >= Noticeable;

    // He's initializers suit both. A slope that meant nothing was written for something else.
    private static Repair Leak(DeclaredNetwork network, LayerSpec[] layers) => layers
        .Select(layer => Repair.ChangeTo(Activation.LeakyRelu, network.Arguments(layer).LocationOf("activation")).Without("Slope"))
        .Aggregate(static (all, one) => all.And(one))
        .Titled($"Use Activation.LeakyRelu on {MessageText.Layers(layers.Select(static layer => layer.Number).ToArray())}");

    // Of the layers that can die.
    private static double Probability(LayerSpec[] layers) =>
        layers.Length < Deep ? 0 : 1 - layers.Aggregate(1.0, static (product, layer) => product * (1 - Math.Pow(0.5, Width(layer))));

    // Weights symmetric about 0 and no bias: P(z > 0) = ½ for each unit, independently (Lu et al. 2019). Normalization puts each unit's mean
    // over the batch at 0, so that it is on for some of it, or the mean of the units of a sample, some of which are then on; a connection goes around what is off.
    private static bool CanDie(LayerSpec layer) =>
        layer is { Traits.TurnsOff: true, TakesAnyScale: false, NormalizesBeforeActivation: false, BiasValue: <= 0 }
        && layer.Distribution.Shape is not (WeightShape.Constant or WeightShape.Identity);
}
