using Layerwise.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Parsing;

/// <summary>Reads the type of a user's own activation, or what keeps generated code from calling it.</summary>
internal static class CustomActivationParser
{
    private const string InterfaceName = "Layerwise.IActivation";

    private static readonly SymbolDisplayFormat ShortName = SymbolDisplayFormat.MinimallyQualifiedFormat;

    /// <summary>The activation of the layer at a zero-based index; null where <paramref name="faults"/> says why not.</summary>
    public static CustomActivation? Parse(ITypeSymbol? type, ParseScope scope, Location location, int index, FaultList faults)
    {
        string? reason = type is null ? "null, which is not a type" : ReasonAgainst(type, scope);
        if (reason is null)
        {
            return new CustomActivation(type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), type.Name, type.MetadataName) { Warnings = UseWarnings.Of(type) };
        }

        faults.Add(FaultKind.UnsuitableActivation, location, new LayerNumber(index + 1), type is null ? reason : $"'{type.ToDisplayString(ShortName)}', which {reason}");
        return null;
    }

    private static string? ReasonAgainst(ITypeSymbol type, ParseScope scope)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct } named) return "is not a struct";
        if (named.IsUnboundGenericType) return "leaves its type arguments open";
        if (named.IsRefLikeType) return "is a ref struct";
        if (UseWarnings.IsRefused(named, scope.Network)) return "is obsolete, so that its use is an error";
        foreach (ITypeSymbol part in TypeParts.Of(named))
        {
            string subject = SymbolEqualityComparer.Default.Equals(part, named) ? "" : $"is made with '{part.ToDisplayString(ShortName)}', which ";
            if (part is IPointerTypeSymbol or IFunctionPointerTypeSymbol) return subject + "is a pointer, so that only unsafe code can name it";
            if (part is not INamedTypeSymbol declared) continue;
            if (TypeModifiers.IsFileLocal(declared, scope.CancellationToken)) return subject + "is file-local, so that the generated file cannot see it";
            if (ExternAlias.Of(declared.ContainingAssembly, scope.Compilation) is { } alias) return subject + $"is referenced under the alias '{alias}' alone, which the generated file does not have";
        }

        return named.AllInterfaces.Any(static candidate => Library.Declares(candidate, InterfaceName)) ? null : "does not implement IActivation";
    }
}
