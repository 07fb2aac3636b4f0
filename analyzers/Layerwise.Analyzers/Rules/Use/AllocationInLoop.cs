using System.Collections.Immutable;
using Layerwise.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Rules.Use;

/// <summary>LW4002: an array made anew in each turn of a loop only to be given to a network.</summary>
internal sealed class AllocationInLoop : ICallRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Use(
        "LW4002",
        DiagnosticSeverity.Info,
        "An array is allocated in a loop around a network",
        "Each turn of the loop allocates this array for {0}, which itself allocates nothing; allocate the array once before the loop, or pass a span of an array that exists already");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(LayerwiseCall call, OperationAnalysisContext context)
    {
        if (call.Kind is CallKind.WithLabels or CallKind.OptimizerStep || call.Invocation.InnermostLoop() is not { } loop) return;

        foreach (IArgumentOperation argument in call.Invocation.Arguments)
        {
            if (Allocation(argument.Value, loop) is not { } allocation) continue;
            context.ReportDiagnostic(Diagnostic.Create(Rule, allocation.Syntax.GetLocation(), call.Name));
        }
    }

    private static IOperation? Allocation(IOperation value, ILoopOperation loop)
    {
        IOperation written = WithoutViews(value);
        if (IsAllocation(written)) return written;
        if (LocalVariable.Of(written) is not { } variable || !variable.Declaration.IsWithin(loop)) return null;
        if (variable.References.Any(reference => Escapes(reference, variable.Declaration))) return null;

        IOperation initial = WithoutViews(variable.Value);
        return IsAllocation(initial) && initial.InnermostLoop() == loop ? initial : null;
    }

    private static IOperation WithoutViews(IOperation value)
    {
        IOperation operation = value.WithoutConversions();
        while (operation is IInvocationOperation { TargetMethod.Name: "AsSpan" or "Slice" } view && (view.Instance ?? view.Arguments.FirstOrDefault()?.Value) is { } source)
        {
            operation = source.WithoutConversions();
        }

        return operation;
    }

    private static bool IsAllocation(IOperation operation) => operation switch
    {
        // Constants that are only read lie in the program's image.
        IArrayCreationOperation { Initializer: { } initializer } => !initializer.ElementValues.All(static element => element.ConstantValue.HasValue),
        IArrayCreationOperation => true,
        IInvocationOperation { TargetMethod.Name: "ToArray", Type: IArrayTypeSymbol } => true,
        _ => false,
    };

    // An array that lives on after the turn has to be a new one.
    private static bool Escapes(ILocalReferenceOperation reference, IOperation declaration)
    {
        if (reference.Ancestors().Any(ancestor => (ancestor is IAnonymousFunctionOperation or ILocalFunctionOperation) && !declaration.IsWithin(ancestor))) return true;

        IOperation value = reference;
        while (value.Parent is IConversionOperation conversion) value = conversion;
        if (value.Type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" }) return value.Parent is IReturnOperation or IAssignmentOperation or IVariableInitializerOperation;
        return value.Parent switch
        {
            IArrayElementReferenceOperation or IForEachLoopOperation => false,
            IPropertyReferenceOperation property => property.Property.Name != "Length",
            IArgumentOperation { Parent: IInvocationOperation call } => call.TargetMethod.Name is not ("AsSpan" or "CopyTo" or "Fill" or "Clear"),
            _ => true,
        };
    }
}
