using System.Collections.Immutable;
using Layerwise.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Rules.Use;

/// <summary>LW4004: an optimizer's step with gradients that nothing ever wrote.</summary>
internal sealed class GradientsNeverComputed : ICallRule
{
    public static readonly DiagnosticDescriptor Rule = Descriptors.Use(
        "LW4004",
        DiagnosticSeverity.Warning,
        "Gradients are applied that were never computed",
        "{0} applies '{1}', which nothing in this method ever writes: all gradients are 0, and the network learns nothing; call ComputeGradients or Backward with it first");

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public void Check(LayerwiseCall call, OperationAnalysisContext context)
    {
        if (call.Kind != CallKind.OptimizerStep || call.Argument("gradients") is not { } gradients) return;
        if (LocalVariable.Of(gradients.Value) is not { } variable || !IsFreshMemory(variable.Value) || !variable.References.All(LeavesZeros)) return;
        context.ReportDiagnostic(Diagnostic.Create(Rule, gradients.Value.Syntax.GetLocation(), call.Name, variable.Symbol.Name));
    }

    private static bool IsFreshMemory(IOperation value) => value.WithoutConversions() is
        IArrayCreationOperation { Initializer: null } or { Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: null } };

    private static bool LeavesZeros(ILocalReferenceOperation reference)
    {
        if (reference.Parent is IPropertyReferenceOperation { Property.Name: "Length" }) return true;
        IOperation value = reference;
        while (value.Parent is IConversionOperation conversion) value = conversion;
        return value.Parent is IArgumentOperation { Parent: IInvocationOperation invocation } argument
            && ((argument.Parameter?.Name == "gradients" && invocation.TargetMethod.Name == "Step")
                || (invocation.TargetMethod.ContainingType is { Name: "GradientClipping", ContainingNamespace.Name: "Layerwise" }));
    }
}
