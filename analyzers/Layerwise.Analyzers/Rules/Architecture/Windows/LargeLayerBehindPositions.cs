using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Windows;

/// <summary>LW3025: a dense layer behind positions that has nearly all parameters of its network.</summary>
internal sealed class LargeLayerBehindPositions : INetworkRule
{
    // The 1 MB that a frozen class may have in its source. The networks that played Atari games have 95 % of theirs there (Mnih et al. 2015).
    private const int Large = 1 << 18;
    private const double NearlyAll = 0.97;

    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3025",
        DiagnosticSeverity.Info,
        "Nearly all parameters are in the first dense layer",
        "{0}: a weight from each of {1} = {2} numbers to each of {3} units makes {4} % of the network's {5} parameters; a [GlobalAveragePool] above it leaves {6} weights in place of {7}{8}");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.WeightedLayers)
        {
            int source = network.Spec.SourceOf(layer);
            if (layer.MovingWindows is not null || source < 0 || !network.Spec.Layers[source].Output.HasPositions) continue;
            double share = (double)layer.WeightCount / network.Spec.ParameterCount;
            if (layer.WeightCount < Large || share < NearlyAll) continue;

            Shape shape = network.Spec.Layers[source].Output;
            int quarter = Math.Max(1, shape.Height / 2) * (shape.Width / 2) * shape.Channels;
            string pool = shape.Dimensions.Count > 2 ? "[MaxPool2D(2)]" : "[MaxPool1D(2)]";
            network.Report(
                Rule,
                layer,
                "fanIn",
                shape.ToString(),
                NumberText.Grouped(shape.Size),
                layer.Output.Size,
                NumberText.Rounded(100 * share),
                NumberText.Grouped(network.Spec.ParameterCount),
                NumberText.Grouped((long)shape.Channels * layer.Output.Size),
                NumberText.Grouped(layer.WeightCount),
                Math.Min(shape.Width, shape.Dimensions.Count > 2 ? shape.Height : shape.Width) < 2 ? "" : $", a {pool} {NumberText.Grouped((long)quarter * layer.Output.Size)}");
        }
    }
}
