using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Analyzers.Rules.Initialization;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Architecture.HiddenLayers;

/// <summary>
/// LW3013: many hidden layers in a row whose activation flattens on both sides. It counts layers; what a gradient really comes to under
/// the declared initializers is predicted by the rules LW5xxx.
/// </summary>
internal sealed class DeepSaturatingStack : INetworkRule
{
    // σ′ ≤ 1/4 and hard sigmoid's slope is 1/6: four layers leave 1/256 at best. Tanh has a slope of 1 at 0 and dies of depth slowly.
    private const int ManySigmoids = 4;
    private const int ManyTanhs = 10;

    public static readonly DiagnosticDescriptor Rule = Descriptors.Architecture(
        "LW3013",
        DiagnosticSeverity.Warning,
        "Many saturating layers in a row without batch normalization",
        "Layers {0} to {1}: {2} layers of {3} in a row without batch normalization, {4}; use Relu, or write BatchNormalization = true on them",
        repairs: true);

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        LayerSpec? first = null;
        foreach (LayerSpec layer in network.Spec.Layers)
        {
            bool isHidden = !network.Spec.IsOutput(layer);
            if (first is not null && !(isHidden && Continues(first, layer) && network.Spec.SourceOf(layer) == layer.Index - 1))
            {
                Report(network, first, network.Spec.Layers[layer.Index - 1]);
                first = null;
            }

            if (isHidden && first is null && Saturates(layer)) first = layer;
        }
    }

    private static void Report(DeclaredNetwork network, LayerSpec first, LayerSpec last)
    {
        int count = last.Number - first.Number + 1;
        LayerSpec[] layers = [.. network.Spec.Layers.Skip(first.Index).Take(count)];
        Location place = network.Arguments(first).LocationOf("activation");
        double slope = first.Traits.SlopeAtZero;
        if (slope < 1)
        {
            if (count < ManySigmoids) return;
            string atBest = $"whose slope is at most {NumberText.Rounded(slope)}, so the activations leave at most {NumberText.Rounded(Math.Pow(slope, count))} of the gradient";
            network.Report(Rule.DefaultSeverity, Rule, place, Rectify(network, layers), first.Number, last.Number, count, first.Activation, atBest);
        }
        else if (count >= ManyTanhs)
        {
            const string SlopeFalls = "whose slope is below 1 everywhere but at 0, so the gradient shrinks from layer to layer";
            network.Report(DiagnosticSeverity.Info, Rule, place, Rectify(network, layers), first.Number, last.Number, count, first.Activation, SlopeFalls);
        }
    }

    // Where the layers are so narrow that all units of one can be off, a slope on both sides keeps them alive.
    private static Repair Rectify(DeclaredNetwork network, LayerSpec[] layers)
    {
        IEnumerable<LayerSpec> rectified = network.Spec.Layers.Select(layer => layers.Contains(layer) ? ActivationChange.Apply(layer, Activation.Relu) : layer);
        return ActivationChange.To(network, layers, DeadAtBirth.Threatens(rectified.Where(layer => !network.Spec.IsOutput(layer))) ? Activation.LeakyRelu : Activation.Relu);
    }

    private static bool Continues(LayerSpec first, LayerSpec layer) => Saturates(layer) && layer.Activation == first.Activation;

    private static bool Saturates(LayerSpec layer) => layer is { ResidualSpan: 0, BatchNormalization: false, NormalizesSamples: false, Traits.IsSaturating: true };
}
