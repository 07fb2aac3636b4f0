using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2003: LeCun's variance, half of He's, before an activation that holds half of the signal back.</summary>
internal sealed class LeCunWithRectifier : UnsuitableInitializer
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Initialization(
        "LW2003",
        DiagnosticSeverity.Warning,
        "LeCun weights are too small for a rectifier",
        StarvedRectifier.Message,
        repairs: true);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    protected override bool Concerns(LayerSpec layer) =>
        layer.Init.Traits.Scheme == InitScheme.LeCun && layer.Traits.IsRectifier;

    /// <inheritdoc/>
    protected override object[] Describe(LayerSpec layer, LayerSpec suitable, string outlook) => StarvedRectifier.Describe(layer, suitable, outlook);
}
