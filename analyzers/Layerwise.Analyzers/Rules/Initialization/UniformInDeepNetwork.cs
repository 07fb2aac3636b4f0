using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2007: PyTorch's default for a linear layer, of variance 1/(3·fanIn), several times in a row.</summary>
internal sealed class UniformInDeepNetwork : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Initialization(
        "LW2007",
        DiagnosticSeverity.Warning,
        "Uniform shrinks the signal with depth",
        "{0}: Uniform gives σ² = 1/(3·{1}), so {2} passes on ×{3} of the signal's power, and the {4} hidden layers with Uniform together ×{5}. Use {6} (σ² = {7}).",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        // One layer's factor is soon trained away.
        LayerSpec[] layers = [.. network.HiddenLayers.Where(Concerns)];
        if (layers.Length < 2) return;

        DiagnosticSeverity severity = Outlook.Of(network.Spec, layer => layers.Contains(layer) ? SuitableInitializer.Apply(layer) : layer).Severity;
        double together = layers.Aggregate(1.0, static (product, layer) => product * Passed(layer));
        foreach (LayerSpec layer in layers)
        {
            LayerSpec suitable = SuitableInitializer.Apply(layer);
            network.Report(
                severity,
                Rule,
                layer,
                "init",
                SuitableInitializer.Repair(network, layer),
                layer.FanIn,
                layer.Activation,
                NumberText.Rounded(Passed(layer)),
                layers.Length,
                NumberText.Rounded(together),
                suitable.Init.Kind,
                NumberText.Rounded(suitable.Distribution.Variance));
        }
    }

    private static bool Concerns(LayerSpec layer) =>
        layer.Init.Traits.Scheme == InitScheme.ThirdOfLeCun
        && !layer.TakesAnyScale
        && (layer.Traits.IsRectifier || layer.Traits.KeepsSmallSignals);

    private static double Passed(LayerSpec layer) => Predictions.Of(layer).SignalGain is var gain ? gain * gain : 0;
}
