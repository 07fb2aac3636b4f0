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
    // Nobody means to keep so much with a dropout: 1 − p is no slip of it.
    private const float NearlyAll = 0.99f;

    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3011",
        DiagnosticSeverity.Warning,
        "Dropout of more than half of the units",
        "{0}: Dropout is the probability of dropping a unit, and {1} keeps {2} of {3}; {4}",
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
            decimal share = 1 - (decimal)layer.Dropout;
            string kept = Literal.Of((float)share);
            bool isSlip = layer.Dropout <= NearlyAll;
            network.Report(
                Rule,
                layer,
                "Dropout",
                isSlip ? Repair.Set("Dropout", kept) : Repair.None,
                Literal.Of(layer.Dropout).TrimEnd('f'),
                Left(share * layer.AnswerWidth),
                layer.AnswerWidth,
                isSlip ? $"write {kept} if you meant to keep {NumberText.Rounded(100 * layer.Dropout)} %, or make the layer wider" : "write 0.5f or less");
        }
    }

    private static string Left(decimal units) => units < 1 ? "fewer than 1" : $"only about {NumberText.Rounded((double)Math.Round(units))}";
}
