using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.NormalizationAndDropout;

/// <summary>LW3010: dropout, which training has and inference has not, before statistics that inference takes over from training.</summary>
internal sealed class DropoutBeforeNormalization : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3010",
        DiagnosticSeverity.Info,
        "Dropout before batch normalization",
        "{0}: dropout multiplies the mean square of the inputs of the next layer by {1} in training but not in inference, so the running variance of that layer is too large there; put dropout after the last batch normalization",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.HiddenLayers)
        {
            if (layer.Dropout == 0 || network.Spec.OnlyReaderOf(layer) is not { BatchNormalization: true }) continue;

            // E[(m·a / (1 − p))²] = E[a²] / (1 − p) for a mask m that is 1 with probability 1 − p.
            network.Report(
                Rule, layer, "Dropout", Repair.Remove(), NumberText.Rounded(1 / (1 - layer.Dropout)));
        }
    }
}
