using System.Collections.Immutable;
using Layerwise.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Rules.Use;

/// <summary>LW4005: a backward pass through a workspace of this method that no forward pass went through.</summary>
internal sealed class BackwardWithoutForward : ICallRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Use(
        "LW4005",
        DiagnosticSeverity.Warning,
        "Backward without a forward pass",
        "{0} throws here: it needs the activations that Forward(inputs, {1}) keeps in '{1}'; call that before{2}");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(LayerwiseCall call, OperationAnalysisContext context)
    {
        if (call.Kind != CallKind.Backward || call.Argument("workspace") is not { } argument) return;
        if (LocalVariable.Of(argument.Value) is not { } workspace || workspace.Value.WithoutConversions() is not IObjectCreationOperation) return;

        // In a loop, what stands further down has run before. Lambdas and local functions run whenever they like.
        bool isInOrder = call.Invocation.InnermostLoop() is null
            && !workspace.References.Any(reference => reference.Ancestors().Any(static ancestor => ancestor is IAnonymousFunctionOperation or ILocalFunctionOperation));
        int here = call.Invocation.Syntax.SpanStart;
        bool isGradientsOnly = false;
        foreach (ILocalReferenceOperation reference in workspace.References)
        {
            if (isInOrder && reference.Syntax.SpanStart > here && !reference.IsWithin(call.Invocation)) continue;
            switch (Use(reference))
            {
                case "Backward" or "MaxBatch" or "BatchSize": break;
                case "ComputeGradients": isGradientsOnly = true; break;
                default: return;
            }
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            argument.Value.Syntax.GetLocation(),
            call.Name,
            workspace.Symbol.Name,
            isGradientsOnly ? " (ComputeGradients calls Backward itself and leaves nothing for a second one)" : ""));
    }

    private static string? Use(ILocalReferenceOperation reference)
    {
        IOperation value = reference;
        while (value.Parent is IConversionOperation conversion) value = conversion;
        return value.Parent switch
        {
            IPropertyReferenceOperation property => property.Property.Name,
            IArgumentOperation { Parameter.Name: "workspace", Parent: IInvocationOperation { TargetMethod: { } method } } => method.Name,
            _ => null,
        };
    }
}
