using System.Collections.Immutable;
using Layerwise.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Rules.Use;

/// <summary>LW4007: a constant label that is no class.</summary>
internal sealed class LabelOutOfRange : ICallRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Use(
        "LW4007",
        DiagnosticSeverity.Warning,
        "A label is not a class of the network",
        "{0} throws here: the label {1} is not a class; {2}");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(LayerwiseCall call, OperationAnalysisContext context)
    {
        int? classes = call.Kind == CallKind.WithLabels ? ConstantElements.Int(call.Argument("classCount")?.Value) : call.Sizes.Classes;
        if (call.Argument("labels") is { } labels && classes is { } all) Check(labels, all, call, context);
        foreach ((IArgumentOperation argument, string what, int size) in call.OfHeads())
        {
            if (what == "Labels") Check(argument, size, call, context);
        }
    }

    private static void Check(IArgumentOperation labels, int count, LayerwiseCall call, OperationAnalysisContext context)
    {
        if (count < 1 || ConstantElements.Unchanged(labels.Value) is not { } elements) return;
        foreach (IOperation element in elements)
        {
            if (ConstantElements.Int(element) is not { } label || (label >= 0 && label < count)) continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, element.Syntax.GetLocation(), call.Name, MessageText.Of(label), count == 1 ? "write 0" : $"write a label from 0 to {MessageText.Of(count - 1)}"));
        }
    }
}
