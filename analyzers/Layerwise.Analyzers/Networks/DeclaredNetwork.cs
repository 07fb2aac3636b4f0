using System.Collections.Immutable;
using Layerwise.Generator.Declarations;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Layerwise.Analyzers.Networks;

/// <summary>A network without faults and where each part of it was written.</summary>
internal sealed class DeclaredNetwork(NetworkSpec spec, ParsedNetwork parsed, SymbolAnalysisContext context)
{
    private readonly List<Remark> remarks = [];

    /// <summary>The network, with every default resolved.</summary>
    public NetworkSpec Spec => spec;

    /// <summary>The annotated class.</summary>
    public INamedTypeSymbol Type => (INamedTypeSymbol)context.Symbol;

    /// <summary>Cancelled when nobody wants the result any more.</summary>
    public CancellationToken CancellationToken => context.CancellationToken;

    /// <summary>The arguments of [Network]; null where the class has none.</summary>
    public AttributeArguments? Options => parsed.Options;

    /// <summary>All layers with weights whose numbers are no output.</summary>
    public IEnumerable<LayerSpec> HiddenLayers => spec.Layers.Where(layer => !spec.IsOutput(layer) && layer.HasWeights);

    /// <summary>All layers that have weights.</summary>
    public IEnumerable<LayerSpec> WeightedLayers => spec.Layers.Where(static layer => layer.HasWeights);

    /// <summary>The outputs, in their order.</summary>
    public IEnumerable<DeclaredOutput> Outputs =>
        spec.Heads.Select(head => new DeclaredOutput(head, spec.LastOf(head), head.IsNamed ? parsed.Layers[head.Last] : Options));

    /// <summary>The arguments of a layer's attribute.</summary>
    public AttributeArguments Arguments(LayerSpec layer) => parsed.Layers[layer.Index];

    /// <summary>Whether a layer's attribute has an argument or option.</summary>
    public bool Names(LayerSpec layer, string name) => Arguments(layer).LocationOf(name) != Arguments(layer).Location;

    /// <summary>
    /// Reports at a layer's argument or option, or at its whole attribute where that was not written. Neighbours of which a rule says the same are one diagnostic.
    /// </summary>
    /// <param name="rule">One of the rule's descriptors, whose message begins with {0} for the layers.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="name">The constructor's parameter ("fanIn", "fanOut", "activation", "init") or the option.</param>
    /// <param name="messageArguments">What the message has further placeholders for; numbers become text in the invariant culture.</param>
    public void Report(DiagnosticDescriptor rule, LayerSpec layer, string name, params object[] messageArguments) =>
        Report(rule.DefaultSeverity, rule, layer, name, Repair.None, messageArguments);

    /// <summary>Reports at a layer's argument or option, with what the code fix must know.</summary>
    public void Report(DiagnosticDescriptor rule, LayerSpec layer, string name, Repair repair, params object[] messageArguments) =>
        Report(rule.DefaultSeverity, rule, layer, name, repair, messageArguments);

    /// <summary>Reports at a layer's argument or option, more or less severe than the rule by default is.</summary>
    public void Report(DiagnosticSeverity severity, DiagnosticDescriptor rule, LayerSpec layer, string name, Repair repair, params object[] messageArguments)
    {
        Location location = Arguments(layer).LocationOf(name);
        string[] texts = [.. messageArguments.Select(static argument => MessageText.Of(argument).ToString())];
        remarks.Add(new Remark(severity, rule, layer.Number, Arguments(layer), name, location, repair.At(location), texts));
    }

    /// <summary>Reports at any place.</summary>
    public void Report(DiagnosticDescriptor rule, Location location, Repair repair, params object[] messageArguments) =>
        Report(rule.DefaultSeverity, rule, location, repair, messageArguments);

    /// <summary>Reports at any place, more or less severe than the rule by default is.</summary>
    public void Report(DiagnosticSeverity severity, DiagnosticDescriptor rule, Location location, Repair repair, params object[] messageArguments)
    {
        Repair placed = repair.At(location);
        Repair whole = placed.ForWholeLines([.. placed.Changes], parsed.Layers);
        context.ReportDiagnostic(Diagnostic.Create(
            rule, location, severity, whole.Places(location), whole.ToProperties(), messageArguments.Select(MessageText.Of).ToArray()));
    }

    /// <summary>Reports what a rule has said of layers, once it has said everything.</summary>
    public void Publish()
    {
        foreach (IGrouping<DiagnosticDescriptor, Remark> rule in remarks.GroupBy(static remark => remark.Rule))
        {
            Repair[] wanted = [.. rule.SelectMany(static remark => remark.Repair.Changes)];
            foreach (Neighbours neighbours in Neighbours.Of(rule)) context.ReportDiagnostic(neighbours.Describe(wanted, parsed.Layers));
        }

        remarks.Clear();
    }
}
