using System.Collections.Immutable;
using System.Globalization;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.Outputs;

/// <summary>LW3021: an output whose loss weighs so much that the layers which it shares with others follow it alone.</summary>
internal sealed class DrownedOutputs : INetworkRule
{
    /// <summary>From here on what the others want is no more than noise on what this one wants.</summary>
    private const double Drowns = 30;

    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3021",
        DiagnosticSeverity.Warning,
        "The loss of one output drowns those of the others",
        "Output '{0}': with LossWeight = {1}, its gradient at the shared layers is {2} times as large as that of the other outputs together, which then shape them next to nothing. About {3} weighs them alike.",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        if (!network.Spec.HasSeveralHeads) return;
        IReadOnlyList<LayerPrediction> layers = network.Spec.Predict().Layers;
        (DeclaredOutput Output, double Power)[] all = [.. network.Outputs.Select(output => (output, PowerAtShared(layers[output.Head.First])))];
        foreach ((DeclaredOutput output, double power) in all)
        {
            double others = Math.Sqrt(all.Where(other => other.Output != output).Sum(static other => other.Power));
            double ratio = Math.Sqrt(power) / others;
            if (!(ratio > Drowns) || double.IsInfinity(ratio) || !network.Names(output.Last, nameof(OutputAttribute.LossWeight))) continue;

            float even = float.Parse((output.Head.LossWeight / ratio).ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            Repair repair = Repair.Set(nameof(OutputAttribute.LossWeight), Literal.Of(even));
            Location place = network.Arguments(output.Last).LocationOf(nameof(OutputAttribute.LossWeight));
            network.Report(Rule, place, repair, output.Head.Name, NumberText.Rounded(output.Head.LossWeight), NumberText.Rounded(ratio), NumberText.Rounded(even));
        }
    }

    // Of the gradient with respect to what the first layer of an output takes.
    private static double PowerAtShared(LayerPrediction first) => Math.Pow(first.GradientRms * first.GradientGain, 2);
}
