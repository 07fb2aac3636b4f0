using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Generator.Parsing;

/// <summary>What the declarations of a type say of it: the oldest supported compiler has no name for the properties of a symbol that tell.</summary>
internal static class TypeModifiers
{
    public static bool IsFileLocal(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        Has(type, "file", cancellationToken) || (type.ContainingType is { } outer && IsFileLocal(outer, cancellationToken));

    public static bool Has(INamedTypeSymbol type, string modifier, CancellationToken cancellationToken) =>
        type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken))
            .OfType<BaseTypeDeclarationSyntax>()
            .Any(declaration => declaration.Modifiers.Any(token => token.ValueText == modifier));
}
