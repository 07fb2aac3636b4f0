using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Calls;

/// <summary>A local variable with the one value it ever has.</summary>
/// <param name="Symbol">The variable.</param>
/// <param name="Declaration">Where it is declared.</param>
/// <param name="Value">What it is initialized with.</param>
/// <param name="References">Every other place that names it, in the order of the source.</param>
internal sealed record LocalVariable(ILocalSymbol Symbol, IVariableDeclaratorOperation Declaration, IOperation Value, IReadOnlyList<ILocalReferenceOperation> References)
{
    /// <summary>The variable that a value is, where it is one that is never assigned again.</summary>
    public static LocalVariable? Of(IOperation value)
    {
        if (value.WithoutConversions() is not ILocalReferenceOperation { Local: { IsRef: false } local }) return null;

        IVariableDeclaratorOperation? declaration = null;
        var references = new List<ILocalReferenceOperation>();
        foreach (IOperation operation in value.Root().Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)) declaration = declarator;
            else if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local))
            {
                if (IsAssigned(reference)) return null;
                references.Add(reference);
            }
        }

        return declaration?.GetVariableInitializer()?.Value is { } initial ? new LocalVariable(local, declaration, initial, references) : null;
    }

    private static bool IsAssigned(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IIncrementOrDecrementOperation or IAddressOfOperation or ITupleOperation => true,
        IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
        _ => false,
    };
}
