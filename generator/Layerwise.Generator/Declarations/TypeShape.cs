using System.Collections.Immutable;
using Layerwise.Generator.Layers;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Generator.Declarations;

/// <summary>Whether the generator can add a part to a type, and how that part must be introduced.</summary>
internal static class TypeShape
{
    // LanguageVersion.CSharp11, which the oldest supported compiler has no name for: static abstract members need it.
    private const int CSharp11 = 1100;

    // Every line of a nested network stands so much further to the right, and each file opens all types around it: the code grows with the square of
    // the depth, and what the compiler does with it faster still.
    private const int MostTypesAround = 32;

    // The type parameter of every kernel.
    private const string Lanes = "TLanes";

    public static void Check(ParseScope scope, Location attribute, bool isFrozen, FaultList faults)
    {
        (INamedTypeSymbol type, CancellationToken cancellationToken) = (scope.Network, scope.CancellationToken);
        Location name = type.Locations.FirstOrDefault() ?? attribute;
        if (Around(type).Count() > MostTypesAround)
        {
            faults.Add(FaultKind.UnsupportedType, name, type.Name, $"nested more than {MostTypesAround} types deep");
            return;
        }

        string? unsupported =
            type.IsRecord ? "a record"
            : type.IsStatic && !isFrozen ? "static"
            : type.IsAbstract ? "abstract"
            : TypeModifiers.IsFileLocal(type, cancellationToken) ? "file-local"
            : IsDerivedFromNetwork(type) ? "derived from another network"
            : !isFrozen && !CanBeMade(type.BaseType, scope) ? "derived from a class that has no constructor without parameters"
            : null;
        string[] reasons = [.. new[] { unsupported, IsGeneric(type) ? "generic" : null }.OfType<string>()];
        if (reasons.Length > 0) faults.Add(FaultKind.UnsupportedType, name, type.Name, string.Join(" and ", reasons));
        else if (Around(type).FirstOrDefault(IsGeneric) is { } generic) faults.Add(FaultKind.UnsupportedType, PlaceOf(generic), type.Name, "nested in a generic type");

        foreach (INamedTypeSymbol part in Around(type).Prepend(type))
        {
            if (!TypeModifiers.Has(part, "partial", cancellationToken)) faults.Add(FaultKind.NotPartial, PlaceOf(part), part.Name, type.Name);
        }

        if (attribute.SourceTree?.Options is CSharpParseOptions options && (int)options.LanguageVersion < CSharp11)
        {
            faults.Add(FaultKind.LanguageVersionTooLow, attribute, options.LanguageVersion.ToDisplayString());
        }

        Location PlaceOf(INamedTypeSymbol part) => part.Locations.FirstOrDefault() ?? name;
    }

    // From the inside out.
    private static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType) yield return outer;
    }

    private static bool IsGeneric(INamedTypeSymbol type) => type.IsGenericType && type.TypeParameters.Length > 0;

    // The generated constructors say nothing to those of the base class. Of a class that is not there the compiler speaks.
    private static bool CanBeMade(INamedTypeSymbol? ancestor, ParseScope scope) => ancestor is null or { TypeKind: TypeKind.Error }
        || ancestor.InstanceConstructors.Any(constructor =>
            constructor.Parameters.All(static parameter => parameter.IsOptional || parameter.IsParams) && scope.Compilation.IsSymbolAccessibleWithin(constructor, scope.Network));

    // Its generated members would hide those of the base class, which are not there yet for the parser to see.
    private static bool IsDerivedFromNetwork(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.GetAttributes().Any(static attribute => LayerKinds.NameOf(attribute) is not null)) return true;
        }

        return false;
    }

    public static TypeSpec Describe(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        ImmutableArray<string>.Builder containing = ImmutableArray.CreateBuilder<string>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containing.Insert(0, Keyword(outer) + " " + Escaped(outer.Name));
        }

        return new TypeSpec(
            string.Join(".", Namespaces(type).Select(Escaped)),
            new EquatableArray<string>(containing.ToImmutable()),
            Escaped(type.Name),
            IsHidden(type) ? "global::" + string.Join(".", Path(type).Select(Escaped)) : Escaped(type.Name),
            HintName.Of(type),
            type.InstanceConstructors.Any(static constructor => !constructor.IsImplicitlyDeclared))
        {
            HasRequiredMembers = HasRequiredMembers(type, cancellationToken),
        };
    }

    // By the modifier: the oldest supported compiler has no name for the property of a symbol that tells.
    private static bool HasRequiredMembers(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType)
        {
            foreach (SyntaxReference reference in part.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration
                    && declaration.Members.Any(static member => member.Modifiers.Any(static token => token.ValueText == "required"))) return true;
            }
        }

        return false;
    }

    // Inside the class, what it inherits goes before what surrounds it.
    private static bool IsHidden(INamedTypeSymbol type)
    {
        if (type.Name == Lanes) return true;
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (!ancestor.GetTypeMembers(type.Name).IsEmpty) return true;
        }

        return false;
    }

    private static IEnumerable<string> Path(INamedTypeSymbol type)
    {
        var names = new Stack<string>();
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType) names.Push(part.Name);
        return Namespaces(type).Concat(names);
    }

    private static Stack<string> Namespaces(INamedTypeSymbol type)
    {
        var names = new Stack<string>();
        for (INamespaceSymbol space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace) names.Push(space.Name);
        return names;
    }

    private static string Keyword(INamedTypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Struct => type.IsRecord ? "record struct" : "struct",
        TypeKind.Interface => "interface",
        _ => type.IsRecord ? "record" : "class",
    };

    // The compiler warns of names in small letters alone, which may be keywords one day; at the user's own declaration it has.
    private static string Escaped(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None && !name.All(static c => c is >= 'a' and <= 'z')
            ? name
            : "@" + name;
}
