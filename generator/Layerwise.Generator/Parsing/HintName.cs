using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Parsing;

/// <summary>
/// What the generated files of a type are named after: its metadata name. The compiler compares these names without regard to
/// case, and two equal ones would cost every network of the project its code.
/// </summary>
internal static class HintName
{
    public static string Of(INamedTypeSymbol type)
    {
        var parts = new List<string>();
        bool isAmbiguous = false;
        for (INamespaceOrTypeSymbol symbol = type; !IsGlobal(symbol); symbol = Container(symbol))
        {
            parts.Insert(0, symbol.Name);
            isAmbiguous |= HasSiblingOfOtherCase(symbol);
        }

        string name = string.Join(".", parts);
        return isAmbiguous ? name + "-" + Hash(name).ToString("x8", CultureInfo.InvariantCulture) : name;
    }

    private static bool IsGlobal(INamespaceOrTypeSymbol symbol) => symbol is INamespaceSymbol { IsGlobalNamespace: true };

    private static INamespaceOrTypeSymbol Container(INamespaceOrTypeSymbol symbol) =>
        (INamespaceOrTypeSymbol?)symbol.ContainingType ?? symbol.ContainingNamespace;

    private static bool HasSiblingOfOtherCase(INamespaceOrTypeSymbol symbol) =>
        Container(symbol).GetMembers().Any(sibling =>
            sibling is INamespaceOrTypeSymbol
            && string.Equals(sibling.Name, symbol.Name, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(sibling.Name, symbol.Name, StringComparison.Ordinal));

    // FNV-1a: string.GetHashCode differs from one process to the next.
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text) hash = unchecked((hash ^ c) * 16777619);
        return hash;
    }
}
