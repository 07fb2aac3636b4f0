using Layerwise.Generator.Writing;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Declarations;

/// <summary>
/// What the generated files of a type are named after: its full name. The compiler compares these names without regard to case, and two equal ones
/// would cost every network of the project its code. So each part of the name whose siblings include another of that name gets its place among them,
/// behind a hyphen, which no identifier has.
/// </summary>
internal static class HintName
{
    public static string Of(INamedTypeSymbol type)
    {
        var parts = new Stack<string>();
        for (INamespaceOrTypeSymbol symbol = type; !IsGlobal(symbol); symbol = Container(symbol)) parts.Push(Part(symbol));
        return string.Join(".", parts);
    }

    private static bool IsGlobal(INamespaceOrTypeSymbol symbol) => symbol is INamespaceSymbol { IsGlobalNamespace: true };

    private static INamespaceOrTypeSymbol Container(INamespaceOrTypeSymbol symbol) =>
        (INamespaceOrTypeSymbol?)symbol.ContainingType ?? symbol.ContainingNamespace;

    // Types of one name that differ in kind or in type parameters keep the order of their declarations.
    private static string Part(INamespaceOrTypeSymbol symbol)
    {
        INamespaceOrTypeSymbol[] alike =
        [
            .. Container(symbol).GetMembers()
                .OfType<INamespaceOrTypeSymbol>()
                .Where(sibling => string.Equals(sibling.Name, symbol.Name, StringComparison.OrdinalIgnoreCase))
                .OrderBy(static sibling => sibling.Name, StringComparer.Ordinal),
        ];
        int place = Array.FindIndex(alike, sibling => SymbolEqualityComparer.Default.Equals(sibling, symbol));
        return place > 0 ? $"{symbol.Name}-{Literal.Of(place + 1)}" : symbol.Name;
    }
}
