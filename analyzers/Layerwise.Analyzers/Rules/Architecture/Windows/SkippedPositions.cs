using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Windows;

/// <summary>LW3022: a window that moves past positions which no result is made of.</summary>
internal sealed class SkippedPositions : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3022",
        DiagnosticSeverity.Warning,
        "A stride skips what comes in",
        "{0}: a window of {1} that moves by {2} never reads {3} % of the {4} that come in; make the window larger or the stride smaller{5}");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.Spec.Layers)
        {
            if (layer.Window is not { IsGlobal: false } window) continue;
            double skipped = 1 - window.Axes.Aggregate(1.0, static (read, axis) => read * ReadShare(axis));
            if (skipped == 0) continue;

            // ResNet's blocks begin so (He et al. 2016), and learn better where another layer takes the stride (He et al. 2019, "Bag of tricks").
            bool isPointwise = window.Axes.All(static axis => axis.Kernel == 1);
            network.Report(
                isPointwise ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
                Rule,
                layer,
                "Stride",
                Repair.None,
                string.Join(" × ", window.Axes.Select(static axis => Literal.Of(axis.Kernel))),
                window.Horizontal.Stride,
                NumberText.Rounded(Math.Round(100 * skipped)),
                $"{string.Join(" × ", window.Axes.Select(static axis => Literal.Of(axis.Size)))} positions",
                window.Horizontal.Dilation > 1 ? ", or its dilation one that has no factor in common with it" : "");
        }
    }

    // Far from the ends of an input as long as that takes: what is left over there is no matter of the stride.
    private static double ReadShare(WindowAxisInfo axis)
    {
        if (axis.Stride <= axis.Kernel && axis.Dilation == 1) return 1;
        if (axis.Results == 1) return 1;

        // Windows begin at each multiple of the stride, so a position's remainder says whether one reads it.
        var read = new HashSet<long>();
        for (long k = 0; k < axis.Kernel && read.Count < axis.Stride; k++) read.Add(k * axis.Dilation % axis.Stride);
        return (double)read.Count / axis.Stride;
    }
}
