using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Calls;

/// <summary>Ways through the operations of one method, with its lambdas and local functions.</summary>
internal static class OperationTree
{
    /// <summary>The whole body that an operation belongs to.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation;
    }

    /// <summary>The operation's parents, inside out.</summary>
    public static IEnumerable<IOperation> Ancestors(this IOperation operation)
    {
        for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent) yield return parent;
    }

    /// <summary>What is left of a value without conversions, which C# adds from array to span.</summary>
    public static IOperation WithoutConversions(this IOperation operation)
    {
        while (true)
        {
            if (operation is IConversionOperation conversion) operation = conversion.Operand;
            else if (operation is IParenthesizedOperation parenthesized) operation = parenthesized.Operand;
            else return operation;
        }
    }

    /// <summary>The innermost loop around an operation that runs it again: not one outside of the lambda or local function it stands in.</summary>
    public static ILoopOperation? InnermostLoop(this IOperation operation)
    {
        foreach (IOperation ancestor in operation.Ancestors())
        {
            if (ancestor is ILoopOperation loop) return loop;
            if (ancestor is IAnonymousFunctionOperation or ILocalFunctionOperation) return null;
        }

        return null;
    }

    /// <summary>Whether an operation stands inside another one.</summary>
    public static bool IsWithin(this IOperation operation, IOperation outer) => outer.Syntax.Span.Contains(operation.Syntax.Span);

    /// <summary>Whether a variable is declared inside an operation.</summary>
    public static bool Declares(this IOperation operation, ISymbol variable) => variable.DeclaringSyntaxReferences.Any(reference =>
        reference.SyntaxTree == operation.Syntax.SyntaxTree && operation.Syntax.Span.Contains(reference.Span));
}
