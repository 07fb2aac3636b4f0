using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Traits;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>LW2001: Xavier's variance before an activation that holds half of the signal back.</summary>
internal sealed class XavierWithRectifier : UnsuitableInitializer
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Initialization(
        "LW2001",
        DiagnosticSeverity.Warning,
        "Xavier weights are too small for a rectifier",
        StarvedRectifier.Message,
        repairs: true);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    // With a gain of its own, the gain is what may be wrong.
    /// <inheritdoc/>
    protected override bool Concerns(LayerSpec layer) =>
        layer.Init.Traits.Scheme == InitScheme.Xavier && layer.Init.Gain == 1 && layer.Traits.IsRectifier;

    /// <inheritdoc/>
    protected override object[] Describe(LayerSpec layer, LayerSpec suitable, string outlook) => StarvedRectifier.Describe(layer, suitable, outlook);
}
