using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Windows;

/// <summary>LW3023: windows without a middle, which shift what they see where that matters.</summary>
internal sealed class LopsidedWindow : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3023",
        DiagnosticSeverity.Info,
        "An even window with Padding.Same shifts what it sees",
        "{0}: a window of {1} has no middle, so with Padding.Same it shifts what it sees by half a position, and {2}; write {3}",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        LayerSpec[] lopsided = [.. network.WeightedLayers.Where(static layer => layer.Window is { } window && window.Axes.Any(IsLopsided))];
        foreach (LayerSpec layer in lopsided)
        {
            // Half a position alone is nothing to a network.
            bool isAdded = network.Spec.HasResidualWithin(layer.Index, layer.Index);
            if (!isAdded && lopsided.Length == 1) continue;
            string harm = isAdded
                ? "the residual connection adds what it makes to what is not shifted"
                : $"the {Literal.Of(lopsided.Length)} such layers by {NumberText.Rounded(lopsided.Length / 2.0)} together";
            IReadOnlyList<WindowAxisInfo> axes = layer.Window!.Axes;
            network.Report(
                Rule, layer, Parameters(network, layer)[0], Odd(network, layer), Text(axes.Select(static axis => axis.Kernel)), harm, Text(axes.Select(OddLength)));
        }
    }

    // With a stride, where a window begins is a matter of the input's size too.
    private static bool IsLopsided(WindowAxisInfo axis) => axis.Stride == 1 && axis.After == axis.Before + 1;

    private static int OddLength(WindowAxisInfo axis) => IsLopsided(axis) ? axis.Kernel + 1 : axis.Kernel;

    private static string Text(IEnumerable<int> lengths) => string.Join(" × ", lengths.Select(static length => Literal.Of(length)));

    private static string[] Parameters(DeclaredNetwork network, LayerSpec layer) => network.Names(layer, "kernel") ? ["kernel"] : ["kernelHeight", "kernelWidth"];

    private static Repair Odd(DeclaredNetwork network, LayerSpec layer) => Parameters(network, layer)
        .Zip(layer.Window!.Axes, (parameter, axis) => (Place: network.Arguments(layer).LocationOf(parameter), axis))
        .Where(static argument => IsLopsided(argument.axis))
        .Select(static argument => Repair.ChangeTo(Literal.Of(OddLength(argument.axis)), argument.Place))
        .Aggregate(static (all, one) => all.And(one));
}
