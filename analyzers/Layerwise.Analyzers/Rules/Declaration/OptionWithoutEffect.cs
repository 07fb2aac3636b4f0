using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Declaration;

/// <summary>LW1014: an option that this activation, initializer or loss does not look at.</summary>
internal sealed class OptionWithoutEffect : INetworkRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Declaration(
        "LW1014",
        DiagnosticSeverity.Warning,
        "An option has no effect",
        "{0}: {1} has no effect, because {2}; remove it, or write {3}",
        repairs: true);

    private static readonly InitOptions[] OptionsOfInitializers = [.. Enum.GetValues(typeof(InitOptions)).Cast<InitOptions>().Where(static option => option != InitOptions.None)];

    private static readonly LossOptions[] OptionsOfLosses = [.. Enum.GetValues(typeof(LossOptions)).Cast<LossOptions>().Where(static option => option != LossOptions.None)];

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <summary>The options that a loss does not look at.</summary>
    public static IEnumerable<string> LossOptionsUnlike(Loss loss) =>
        OptionsOfLosses.Where(option => !LossTraits.Of(loss).Reads.HasFlag(option)).Select(static option => option.ToString());

    /// <inheritdoc/>
    public void Check(DeclaredNetwork network)
    {
        foreach (LayerSpec layer in network.Spec.Layers) CheckLayer(network, layer);
        foreach (DeclaredOutput output in network.Outputs) CheckLoss(network, output);
    }

    private static void CheckLayer(DeclaredNetwork network, LayerSpec layer)
    {
        AttributeArguments arguments = network.Arguments(layer);
        foreach (InitOptions option in OptionsOfInitializers)
        {
            Check(
                option.ToString(),
                layer.Init.Traits.Reads.HasFlag(option),
                $"the initializer is {layer.Init.Kind}",
                $"Init.{MessageText.AnyOf(InitTraits.Reading(option))}");
        }

        Check("Slope", layer.Traits.Slope != SlopeRole.None, $"the activation is {layer.ActivationName}", $"Activation.{MessageText.AnyOf(ActivationTraits.ReadingSlope)}");
        Check(nameof(LayerAttribute.SlopePerUnit), layer.Traits.HasLearnedSlope, $"the activation is {layer.ActivationName}, which learns no slope", "Activation.PRelu");
        Check(
            nameof(LayerAttribute.NormalizationEpsilon),
            layer.BatchNormalization || layer.NormalizesSamples,
            "the layer has no normalization",
            "BatchNormalization = true or LayerNormalization = true");
        if (layer.Kind == LayerKind.Convolution) Check(nameof(ConvolutionAttribute.GroupNormalization), layer.NormalizedGroups > 0, "0 groups are no normalization", "the number of groups");
        Check(nameof(LayerAttribute.NormalizationMomentum), layer.BatchNormalization, "BatchNormalization is false", "BatchNormalization = true");
        Check(nameof(LayerAttribute.BiasInit), layer.HasBias, "Bias is false", "Bias = true");
        Check("BiasValue", layer.HasBias, "Bias is false", "Bias = true");
        if (layer.HasBias) Check("BiasValue", layer.BiasInit == BiasInit.Constant, $"BiasInit is {layer.BiasInit}", "BiasInit.Constant");
        Check(nameof(LayerAttribute.ResidualSpan), layer.ResidualSpan > 0, "the layer has no residual connection", "Residual = true");
        Check(nameof(LayerAttribute.Projection), layer.ResidualSpan > 0, "the layer has no residual connection", "Residual = true");
        bool addsAsOrdered = layer.Order is not (LayerOrder.LinearAddActivate or LayerOrder.LinearActivateAddNormalize) || layer.ResidualSpan > 0;
        bool normalizesAsOrdered =
            layer.Order is not (LayerOrder.LinearActivateNormalize or LayerOrder.LinearActivateAddNormalize) || layer.BatchNormalization || layer.NormalizesSamples;
        Check(nameof(LayerAttribute.Order), addsAsOrdered, "without a residual connection nothing is added", "Residual = true");
        if (addsAsOrdered) Check(nameof(LayerAttribute.Order), normalizesAsOrdered, "the layer normalizes nothing", "BatchNormalization = true");

        void Check(string option, bool hasEffect, string reason, string remedy)
        {
            if (hasEffect || !arguments.Has(option)) return;
            network.Report(Rule, layer, option, Repair.Remove(), option, reason, remedy);
        }
    }

    private static void CheckLoss(DeclaredNetwork network, DeclaredOutput output)
    {
        if (output.Options is not { } options) return;
        Loss loss = output.Loss.Kind;
        foreach (string option in LossOptionsUnlike(loss).Where(options.Has))
        {
            network.Report(Rule, options.LocationOf(option), Repair.Remove(), output.Subject, option, $"the loss is {loss}", $"Loss.{Reader(option)}");
        }
    }

    private static Loss Reader(string option) => LossTraits.All.First(row => OptionsOfLosses.Any(known => known.ToString() == option && row.Reads.HasFlag(known))).Loss;
}
