using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Recurrence;

/// <summary>LW3027: a rectifier that remembers through weights of Xavier's or He's variance.</summary>
internal sealed class RecurrentRectifier : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3027",
        DiagnosticSeverity.Warning,
        "A rectifier remembers through random weights",
        "{0}: what {1} remembers goes through the weights of {2} with each step: {3}. Write RecurrentInit = Init.Identity, with which a unit keeps what it has.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.WeightedLayers)
        {
            if (layer.Kind != LayerKind.Rnn || !layer.Traits.IsRectifier) continue;
            if (layer.InitOf(TensorRole.RecurrentWeights) is not { Traits.Scheme: InitScheme.Xavier or InitScheme.He } init) continue;
            if (network.Spec.Predict().Layers[layer.Index].OverTime is not { } time) continue;

            // He's weights make up for what the rectifier cuts off, and what comes in adds to that with each step; Xavier's only forget.
            network.Report(
                init.Traits.Scheme == InitScheme.He ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                Rule,
                layer,
                "RecurrentInit",
                Repair.Set("RecurrentInit", "Init.Identity"),
                layer.ActivationName,
                init.Kind,
                time.StepsUntilVanished is { } gone
                    ? $"of its gradient less than 10⁻⁴ is left after {MessageText.Count(gone, "step")}"
                    : $"h grows from {NumberText.Rounded(time.SignalAt(1))} to {NumberText.Rounded(time.SignalAt(layer.Steps))} in the mean over {MessageText.Count(layer.Steps, "step")}, and some draws explode");
        }
    }
}
