using System.Collections.Immutable;
using Layerwise.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Rules.Use;

/// <summary>LW4006: a constant learning rate with which an optimizer learns nothing or diverges.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LearningRateAnalyzer : DiagnosticAnalyzer
{
    private const double Least = 1e-7;
    private const double Most = 1;
    private const double MostForAdam = 0.02;

    internal static readonly DiagnosticDescriptor Rule = Descriptors.Use(
        "LW4006",
        DiagnosticSeverity.Warning,
        "The learning rate is far too small or too large",
        "{0} with a learning rate of {1}: {2}; start with {3}");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (LayerwiseTypes.In(start.Compilation) is not { } types) return;
            start.RegisterOperationAction(operation => AnalyzeCreation(operation, types), OperationKind.ObjectCreation);
            start.RegisterOperationAction(operation => AnalyzeWith(operation, types), OperationKind.With);
        });
    }

    private static void AnalyzeCreation(OperationAnalysisContext context, LayerwiseTypes types)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (!IsOwnOptimizer(creation.Type, types)) return;

        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "learningRate" }) Check(context, creation.Type!, argument.Value);
        }

        CheckInitializer(context, creation.Type!, creation.Initializer);
    }

    private static void AnalyzeWith(OperationAnalysisContext context, LayerwiseTypes types)
    {
        var copy = (IWithOperation)context.Operation;
        if (IsOwnOptimizer(copy.Type, types)) CheckInitializer(context, copy.Type!, copy.Initializer);
    }

    private static void CheckInitializer(OperationAnalysisContext context, ITypeSymbol optimizer, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null) return;
        foreach (IOperation part in initializer.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "LearningRate" } } assignment) Check(context, optimizer, assignment.Value);
        }
    }

    // What a rate means to an optimizer of the user's own, the user knows.
    private static bool IsOwnOptimizer(ITypeSymbol? type, LayerwiseTypes types) =>
        type is INamedTypeSymbol { ContainingNamespace: { Name: "Layerwise", ContainingNamespace.IsGlobalNamespace: true } } named && types.IsOptimizer(named);

    private static void Check(OperationAnalysisContext context, ITypeSymbol optimizer, IOperation value)
    {
        if (value.ConstantValue is not { HasValue: true, Value: double rate }) return;
        (string Harm, string Remedy)? found = optimizer.Name switch
        {
            _ when !(rate >= 0 && rate <= float.MaxValue) => ("this throws an ArgumentOutOfRangeException, because a rate is finite and at least 0", Default(optimizer)),
            _ when rate == 0 => ("nothing is ever learned", Default(optimizer)),
            _ when rate < Least => ("its steps are lost in the rounding of floats", Default(optimizer)),
            "Adam" or "AdamW" or "Nadam" or "Lion" when rate > MostForAdam =>
                ("it moves every parameter by about that much in each step, however small the gradient, so training jumps about or diverges", Default(optimizer)),
            _ when rate > Most => ("steps longer than the gradient overshoot and diverge", Default(optimizer)),
            _ => null,
        };
        if (found is { } fault) context.ReportDiagnostic(Diagnostic.Create(Rule, value.Syntax.GetLocation(), optimizer.Name, MessageText.Of(rate), fault.Harm, fault.Remedy));
    }

    // The optimizer's own default, which its constructor declares.
    private static string Default(ITypeSymbol optimizer) => optimizer
        .GetMembers(".ctor").OfType<IMethodSymbol>()
        .SelectMany(static constructor => constructor.Parameters)
        .Where(static parameter => parameter is { Name: "learningRate", HasExplicitDefaultValue: true })
        .Select(static parameter => (string)MessageText.Of(parameter.ExplicitDefaultValue!))
        .FirstOrDefault() ?? "0.001";
}
