using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Outputs;

/// <summary>LW3020: an output whose loss has no weight, so that the layers which lead to it alone learn nothing from it.</summary>
internal sealed class OutputWithoutLoss : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3020",
        DiagnosticSeverity.Warning,
        "No loss reaches an output",
        "Output '{0}': LossWeight is 0, so no gradient of ComputeGradients reaches its {1} parameters, which stay as they were drawn; give it a weight",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (DeclaredOutput output in network.Outputs)
        {
            if (output.Head.LossWeight != 0) continue;
            int parameters = network.Spec.Layers.Where(layer => layer.Head == output.Head.Name).Sum(static layer => layer.ParameterCount);
            network.Report(
                Rule, network.Arguments(output.Last).LocationOf(nameof(OutputAttribute.LossWeight)), Repair.Remove(), output.Head.Name, NumberText.Grouped(parameters));
        }
    }
}
