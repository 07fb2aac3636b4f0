using System.Collections.Immutable;
using Layerwise.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Rules.Use;

/// <summary>LW4003: one workspace in code that several threads run at a time.</summary>
internal sealed class SharedWorkspace : ICallRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Use(
        "LW4003",
        DiagnosticSeverity.Warning,
        "A workspace is shared by several threads",
        "{0} runs this code on several threads at the same time, and all of them use the one workspace '{1}', where each pass overwrites what the others keep; give every thread a workspace of its own");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(LayerwiseCall call, OperationAnalysisContext context)
    {
        if (call.Argument("workspace") is not { } argument || Variable(argument.Value) is not { } workspace) return;
        if (ParallelCode.Around(call.Invocation, workspace) is not { } host) return;
        context.ReportDiagnostic(Diagnostic.Create(Rule, argument.Value.Syntax.GetLocation(), host, workspace.Name));
    }

    // An element of an array or what a method returns may be another one for every thread.
    private static ISymbol? Variable(IOperation value) => value.WithoutConversions() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field when !IsThreadStatic(field.Field) => field.Field,
        _ => null,
    };

    private static bool IsThreadStatic(IFieldSymbol field) =>
        field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == nameof(ThreadStaticAttribute));
}
