using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Generator.Parsing;

/// <summary>What the compiler says of the use of a type that is obsolete or experimental. Who declared the network has read it; generated code needn't be told again.</summary>
internal static class UseWarnings
{
    private const string Obsolete = "System.ObsoleteAttribute";
    private const string Experimental = "System.Diagnostics.CodeAnalysis.ExperimentalAttribute";

    /// <summary>The ids to disable around the use of a type, or of what it is made of.</summary>
    public static EquatableArray<string> Of(ITypeSymbol type)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (ISymbol symbol in TypeParts.Of(type).SelectMany(Scopes).Distinct(SymbolEqualityComparer.Default))
        {
            if (Find(symbol, Obsolete) is { } obsolete) ids.Add(obsolete.ConstructorArguments.Length == 0 ? "CS0612" : "CS0618");
            if (Find(symbol, Experimental) is { } experimental && Argument(experimental, 0) is string id && SyntaxFacts.IsValidIdentifier(id)) ids.Add(id);
        }

        return new EquatableArray<string>(ids.ToImmutableArray());
    }

    /// <summary>Whether the compiler refuses the use of a type, or of what it is made of, in a class that isn't obsolete itself.</summary>
    public static bool IsRefused(ITypeSymbol type, INamedTypeSymbol user) =>
        TypeParts.Of(type).Any(static part => Find(part, Obsolete) is { } obsolete && Argument(obsolete, 1) is true)
        && !TypeParts.Of(user).Any(static part => Find(part, Obsolete) is not null);

    private static IEnumerable<ISymbol> Scopes(ITypeSymbol part)
    {
        yield return part;
        if (part.ContainingModule is { } module) yield return module;
        if (part.ContainingAssembly is { } assembly) yield return assembly;
    }

    private static AttributeData? Find(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(candidate => candidate.AttributeClass?.ToDisplayString() == attribute);

    private static object? Argument(AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index] is { Kind: TypedConstantKind.Primitive } argument ? argument.Value : null;
}
