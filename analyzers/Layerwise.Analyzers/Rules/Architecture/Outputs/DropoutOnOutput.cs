using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Outputs;

/// <summary>LW3009: dropout of the very numbers that the loss looks at.</summary>
internal sealed class DropoutOnOutput : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3009",
        DiagnosticSeverity.Warning,
        "Dropout on the output layer",
        "{0}: dropout sets {1} % of the outputs themselves to 0 and multiplies the others by {2}, so the loss judges answers that the network did not give; move the dropout to a hidden layer",
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
        if (last.Dropout == 0) return;

        network.Report(
            Rule, last, "Dropout", OutputDropout.Repair(network, last), NumberText.Rounded(100 * last.Dropout), NumberText.Rounded(1 / (1 - last.Dropout)));
    }
}
