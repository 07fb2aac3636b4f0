using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Text;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2004: SELU, whose fixed point is at n·σ² = 1, with another variance.</summary>
internal sealed class SeluWithoutLeCun : UnsuitableInitializer
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Initialization(
        "LW2004",
        DiagnosticSeverity.Warning,
        "Selu normalizes itself only with LeCunNormal",
        "{0}: {1} gives fanIn·σ² = {2}, but Selu keeps mean 0 and variance 1 only where it is 1. Use {3} (σ = {4}). {5}",
        repairs: true);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    protected override bool Concerns(LayerSpec layer) =>
        layer.Traits.IsSelfNormalizing && layer.Distribution.Shape is not (WeightShape.Constant or WeightShape.Identity) && !ZeroWeights.IsZero(layer);

    /// <inheritdoc/>
    protected override object[] Describe(LayerSpec layer, LayerSpec suitable, string outlook) =>
    [
        layer.Init.Kind,
        NumberText.Rounded(layer.FanIn * layer.Distribution.Variance),
        suitable.Init.Kind,
        NumberText.Rounded(Math.Sqrt(suitable.Distribution.Variance)),
        outlook,
    ];
}
