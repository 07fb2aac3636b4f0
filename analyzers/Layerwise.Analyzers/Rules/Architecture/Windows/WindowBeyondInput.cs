using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Windows;

/// <summary>LW3024: weights that lie over the border wherever their window moves.</summary>
internal sealed class WindowBeyondInput : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3024",
        DiagnosticSeverity.Warning,
        "Weights of a window only ever meet zeros",
        "{0}: of a window of {1} over {2} positions, {3} of {4} weights lie over the border wherever it moves, meet nothing but zeros and never learn; write {5}",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.WeightedLayers)
        {
            // A window of training may go on from steps before it, which are no zeros.
            if (layer.Window is not { } window || layer.StateSize > 0) continue;
            int[] lengths = [.. window.Axes.Select(static axis => axis.Kernel)];
            int[] alive = [.. window.Axes.Select(Alive)];
            long all = Product(lengths);
            long dead = all - Product(alive);
            if (dead == 0) continue;
            network.Report(
                2 * dead >= all ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                Rule,
                layer,
                Parameters(network, layer)[0],
                Shorter(network, layer, alive),
                Text(lengths),
                Text(window.Axes.Select(static axis => axis.Size)),
                dead,
                all,
                Text(alive));
        }
    }

    // The window's positions that lie on the input for some result.
    private static int Alive(WindowAxisInfo axis)
    {
        if (axis.Before + axis.After == 0) return axis.Kernel;
        int alive = 0;
        for (int k = 0; k < axis.Kernel; k++)
        {
            long first = ((long)k * axis.Dilation) - axis.Before;
            long last = first + ((axis.Results - 1L) * axis.Stride);
            long stepped = first >= 0 ? first : first + ((-first + axis.Stride - 1) / axis.Stride * axis.Stride);
            if (stepped <= last && stepped < axis.Size) alive++;
        }

        return alive;
    }

    private static long Product(int[] lengths) => lengths.Aggregate(1L, static (product, length) => product * length);

    private static string Text(IEnumerable<int> lengths) => string.Join(" × ", lengths.Select(static length => Literal.Of(length)));

    private static string[] Parameters(DeclaredNetwork network, LayerSpec layer) => network.Names(layer, "kernel") ? ["kernel"] : ["kernelHeight", "kernelWidth"];

    // With a number of zeros of one's own, a shorter window has more results.
    private static Repair Shorter(DeclaredNetwork network, LayerSpec layer, int[] alive)
    {
        string[] parameters = Parameters(network, layer);
        bool isSquare = parameters.Length == 1;
        if (network.Names(layer, nameof(ConvolutionAttribute.ZeroPadding)) || (isSquare && alive.Distinct().Count() > 1)) return Repair.None;
        return parameters
            .Zip(alive, (parameter, length) => (parameter, length))
            .Where((argument, axis) => layer.Window!.Axes[axis].Kernel != argument.length)
            .Select(argument => Repair.ChangeTo(Literal.Of(argument.length), network.Arguments(layer).LocationOf(argument.parameter)))
            .Aggregate(static (all, one) => all.And(one));
    }
}
