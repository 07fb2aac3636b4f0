using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Parsing;

/// <summary>What a type is written with, each once: Outer&lt;A&gt;.Inner&lt;B[]&gt; with itself, Outer&lt;A&gt;, A, B[] and B.</summary>
internal static class TypeParts
{
    public static IEnumerable<ITypeSymbol> Of(ITypeSymbol type)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var waiting = new Stack<ITypeSymbol>();
        waiting.Push(type);
        while (waiting.Count > 0)
        {
            ITypeSymbol part = waiting.Pop();
            if (!seen.Add(part)) continue;
            yield return part;
            switch (part)
            {
                case IArrayTypeSymbol array:
                    waiting.Push(array.ElementType);
                    break;
                case INamedTypeSymbol named:
                    foreach (ITypeSymbol argument in named.TypeArguments) waiting.Push(argument);
                    if (named.ContainingType is { } outer) waiting.Push(outer);
                    break;
            }
        }
    }
}
