using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Parsing;

/// <summary>
/// Which types are the library's own. A project may have types of the same names, as shims and copies do; whatever those mean, it isn't what the library's do.
/// </summary>
internal static class Library
{
    // Only the library itself declares it, and generated code can't do without.
    private const string Landmark = "Layerwise.Runtime.ILanes`1";

    /// <summary>Whether a type is the one of the library with that full name.</summary>
    public static bool Declares(INamedTypeSymbol? type, string fullName) =>
        type is { ContainingType: null, ContainingAssembly: { } assembly }
        && type.ToDisplayString() == fullName
        && assembly.GetTypeByMetadataName(Landmark) is not null;
}
