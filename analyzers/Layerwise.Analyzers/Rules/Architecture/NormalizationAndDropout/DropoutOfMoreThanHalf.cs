using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.NormalizationAndDropout;

/// <summary>LW3011: a dropout that is perhaps the probability to keep a unit.</summary>
internal sealed class DropoutOfMoreThanHalf : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3011",
        DiagnosticSeverity.Warning,
        "Dropout of more than half of the units",
        "{0}: Dropout is the probability of dropping a unit, and {1} keeps only about {2} of {3}; write {4} if you meant to keep {5} %, or make the layer wider",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.HiddenLayers)
        {
            if (layer.Dropout <= 0.5f || DropoutAfterSelu.Concerns(layer)) continue;

            // In decimal: 1 − 0.8f is 0.19999999.
            string kept = Literal.Of((float)(1 - (decimal)layer.Dropout));
            network.Report(
                Rule,
                layer,
                "Dropout",
                Repair.Set("Dropout", kept),
                NumberText.Rounded(layer.Dropout),
                NumberText.Rounded(Math.Max(1, Math.Round((1 - (double)layer.Dropout) * layer.AnswerWidth))),
                layer.AnswerWidth,
                kept,
                NumberText.Rounded(100 * layer.Dropout));
        }
    }
}
