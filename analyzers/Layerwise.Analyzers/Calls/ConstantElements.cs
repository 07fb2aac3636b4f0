using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Layerwise.Analyzers.Calls;

/// <summary>What the source alone tells of an array, span or memory.</summary>
internal static class ConstantElements
{
    // SyntaxKind.CollectionExpression and SpreadElement, which the oldest supported compiler has no name for.
    private const int CollectionExpression = 9076;
    private const int SpreadElement = 9078;

    /// <summary>How many elements there are, where that is a constant.</summary>
    public static int? Length(IOperation value) => value.WithoutConversions() switch
    {
        IArrayCreationOperation { DimensionSizes.Length: 1 } array => Int(array.DimensionSizes[0]),
        IDefaultValueOperation => 0,
        ILocalReferenceOperation local => LocalVariable.Of(local) is { } variable ? Length(variable.Value) : null,
        IInvocationOperation call => LengthOfView(call),
        { Syntax: StackAllocArrayCreationExpressionSyntax stack } operation => LengthOfStack(stack, operation),
        { Syntax: ImplicitStackAllocArrayCreationExpressionSyntax stack } => stack.Initializer.Expressions.Count,
        var other => Written(other)?.Count,
    };

    /// <summary>The elements, where they are written one by one.</summary>
    public static IReadOnlyList<IOperation>? Written(IOperation value)
    {
        IOperation operation = value.WithoutConversions();
        if (operation is IArrayCreationOperation { Initializer: { } initializer }) return initializer.ElementValues;
        if (operation.Syntax.RawKind != CollectionExpression) return null;

        IOperation[] elements = operation.ChildOperations.ToArray();
        return elements.Any(static element => element.Syntax.RawKind == SpreadElement || element.Syntax.Parent?.RawKind == SpreadElement) ? null : elements;
    }

    /// <summary>
    /// The same, or those of a variable that nothing could have changed since: every use of it is a conversion to something to read.
    /// </summary>
    public static IReadOnlyList<IOperation>? Unchanged(IOperation value)
    {
        if (Written(value) is { } written) return written;
        return LocalVariable.Of(value) is { } variable && variable.References.All(IsReading) ? Written(variable.Value) : null;
    }

    /// <summary>A constant float, however it is written.</summary>
    public static float? Float(IOperation value) => value.ConstantValue is { HasValue: true, Value: float number } ? number : null;

    /// <summary>A constant int, however it is written.</summary>
    public static int? Int(IOperation? value) => value?.ConstantValue is { HasValue: true, Value: int number } ? number : null;

    private static bool IsReading(ILocalReferenceOperation reference) =>
        reference.Type is INamedTypeSymbol { Name: "ReadOnlySpan" or "ReadOnlyMemory" }
        || reference.Parent is IConversionOperation { Type: INamedTypeSymbol { Name: "ReadOnlySpan" or "ReadOnlyMemory" } }
        || reference.Parent is IPropertyReferenceOperation { Property.Name: "Length" };

    private static int? LengthOfView(IInvocationOperation call)
    {
        IOperation? source = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        if (source is null || !IsViewOrCopy(call.TargetMethod)) return null;

        IArgumentOperation? start = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "start");
        IArgumentOperation? length = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "length");
        if (length is not null) return Int(length.Value);
        if (start is null) return call.Arguments.Length <= 1 ? Length(source) : null;
        return Length(source) - Int(start.Value);
    }

    private static bool IsViewOrCopy(IMethodSymbol method) =>
        method is { Name: "AsSpan" or "AsMemory" or "Slice" or "ToArray", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static int? LengthOfStack(StackAllocArrayCreationExpressionSyntax stack, IOperation operation)
    {
        if (stack.Initializer is { } initializer) return initializer.Expressions.Count;
        if (stack.Type is not ArrayTypeSyntax { RankSpecifiers: { Count: 1 } ranks } || ranks[0].Sizes.Count != 1) return null;
        return operation.SemanticModel?.GetConstantValue(ranks[0].Sizes[0]) is { HasValue: true, Value: int size } ? size : null;
    }
}
