using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>
/// LW2002: He's variance, sized for half a signal, before an activation that takes all of it. A sigmoid, whose slope is at most 1/4, has a gain from it:
/// Glorot and Bengio (2010) give it four times the gain of tanh.
/// </summary>
internal sealed class HeWithoutRectifier : UnsuitableInitializer
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Initialization(
        "LW2002",
        DiagnosticSeverity.Warning,
        "He weights are too large without a rectifier",
        "{0}: {1} gives σ = {2}, sized for a rectifier that drops half of the signal's power. {3} is not one, so z has a variance of {4} in place of {5}{6}. Use {7} (σ = {8}). {9}",
        repairs: true);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    protected override bool Concerns(LayerSpec layer) =>
        layer.Init.Traits.Scheme == InitScheme.He && (layer.Traits.KeepsSmallSignals || layer.IsRowwise);

    /// <inheritdoc/>
    protected override object[] Describe(LayerSpec layer, LayerSpec suitable, string outlook) =>
    [
        layer.Init.Kind,
        NumberText.Rounded(Math.Sqrt(layer.Distribution.Variance)),
        layer.Activation,
        NumberText.Rounded(Predictions.Of(layer).PreActivationVariance),
        NumberText.Rounded(Predictions.Of(suitable).PreActivationVariance),
        layer.Traits.IsLinear ? ", doubled again by each such layer" : "",
        suitable.Init.Kind,
        NumberText.Rounded(Math.Sqrt(suitable.Distribution.Variance)),
        outlook,
    ];
}
