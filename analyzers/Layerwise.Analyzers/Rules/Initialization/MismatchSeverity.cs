using Layerwise.Analyzers.Networks;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Rules.Initialization;

/// <summary>How severe a scheme is that doesn't suit the layer it stands on: one answer for all rules about schemes.</summary>
internal static class MismatchSeverity
{
    /// <summary>
    /// A warning at any depth for what someone wrote on a hidden layer. Information for an output layer, which adds its factor once and which the
    /// loss rescales within a few steps; for one that takes any scale; and for what nobody wrote.
    /// </summary>
    /// <param name="network">Where the layer stands.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="argument">The argument or option that is to blame, where it was written.</param>
    public static DiagnosticSeverity Of(DeclaredNetwork network, LayerSpec layer, string argument) =>
        !network.Spec.IsOutput(layer) && !layer.TakesAnyScale && network.Names(layer, argument) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;
}
