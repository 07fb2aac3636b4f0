using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2010: biases that move a hidden layer's units to where their activation is flat, or a rectifier's to where it never rectifies.</summary>
internal sealed class BiasOutOfRange : INetworkRule
{
    // Shares of the useful units that a start without bias has.
    private const double Few = 0.75;
    private const double VeryFew = 0.25;

    // Two standard deviations: 97.7 % of the units pass every input on.
    private const double AlwaysOn = 2;

    public static readonly DiagnosticDescriptor Rule = Descriptors.Initialization(
        "LW2010",
        DiagnosticSeverity.Warning,
        "A bias pushes the units out of their useful range",
        "{0}: a bias of {1} is far from 0 for z with a standard deviation of {2}, so {3}. Write 0, or a value nearer to 0.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        // An output's bias is a prior: the logit of a rare class is far below 0, and rightly so.
        foreach (LayerSpec layer in network.HiddenLayers)
        {
            // Where the inputs are activated, the bias comes behind that.
            if (layer.BiasValue == 0 || !layer.HasBias || layer.TakesAnyScale || layer.ActivatesInputs || ZeroWeights.IsZero(layer)) continue;

            double useful = 1 - Predictions.Of(layer).SaturatedShare;
            double usual = 1 - Predictions.Of(layer with { BiasValue = 0 }).SaturatedShare;
            double deviation = Math.Sqrt(layer.FanIn * layer.Distribution.Variance);
            if (useful < Few * usual)
            {
                string harm = $"only {MessageText.Percent(useful)} of the {layer.Activation} units keep a slope ({MessageText.Percent(usual)} without the bias)";
                Report(useful < VeryFew * usual ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info, harm);
            }
            else if (layer.Traits.IsKink && layer.BiasValue > AlwaysOn * deviation)
            {
                Report(DiagnosticSeverity.Info, $"nearly all {layer.Activation} units are on for every input and the layer is linear");
            }

            void Report(DiagnosticSeverity severity, string harm) => network.Report(
                severity, Rule, layer, "BiasValue", Repair.Remove(), NumberText.Rounded(layer.BiasValue), NumberText.Rounded(deviation), harm);
        }
    }
}
