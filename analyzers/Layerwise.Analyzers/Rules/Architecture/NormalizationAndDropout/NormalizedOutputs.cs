using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.NormalizationAndDropout;

/// <summary>LW3017: outputs of which each sample has the same mean and spread, or the same size, whatever it is.</summary>
internal sealed class NormalizedOutputs : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3017",
        DiagnosticSeverity.Warning,
        "Layer normalization of the outputs",
        "{0}: {1} gives the {2} of every {3} the same {4}, so {5}; normalize the layer before",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (DeclaredOutput output in network.Outputs) Check(network, output);
    }

    private static void Check(DeclaredNetwork network, DeclaredOutput output)
    {
        LayerSpec last = output.Last;
        if (!last.NormalizesSamples || !last.NormalizesSums || last.NormalizedTogether == 1) return;

        // What goes around is added behind it.
        if (last.ResidualSpan > 0) return;
        string option = NormalizationOption.Of(last);
        string harm = last.IsRowwise ? "the network can be no surer of one answer than of another"
            : output.Loss.Traits.IsRegression ? "no target of another can be met"
            : "no sample can be told from another by the size of its answers";
        network.Report(
            Rule,
            last,
            option,
            Repair.Remove(),
            option,
            MessageText.Count(last.NormalizedTogether, last.IsRowwise ? "logit" : "output"),
            last.NormalizedGroups > 0 ? "group of each sample" : last.Output.HasPositions ? "position" : "sample",
            last.RmsNormalization ? "root mean square" : "mean and spread",
            harm);
    }
}
