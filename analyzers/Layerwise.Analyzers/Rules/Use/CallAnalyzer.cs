using System.Collections.Immutable;
using Layerwise.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Rules.Use;

/// <summary>Shows every call of a network, trainer, optimizer or data set to the rules about them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<ICallRule> Rules = ImmutableArray.Create<ICallRule>(
        new LengthThatCannotFit(),
        new AllocationInLoop(),
        new SharedWorkspace(),
        new GradientsNeverComputed(),
        new BackwardWithoutForward(),
        new LabelOutOfRange(),
        new TargetOutOfRange());

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.CreateRange(Rules.SelectMany(static rule => rule.Diagnostics));

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (LayerwiseTypes.In(start.Compilation) is not { } types) return;
            start.RegisterOperationAction(operation => Analyze(operation, types), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, LayerwiseTypes types)
    {
        if (LayerwiseCall.Of((IInvocationOperation)context.Operation, types) is not { } call) return;
        foreach (ICallRule rule in Rules) rule.Check(call, context);
    }
}
