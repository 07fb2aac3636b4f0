using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Parsing;

/// <summary>References that a project keeps apart by an alias. Generated files have no <c>extern alias</c>: they see what <c>global::</c> sees.</summary>
internal static class ExternAlias
{
    /// <summary>The alias under which alone an assembly is referenced; null where generated code sees it.</summary>
    public static string? Of(IAssemblySymbol? assembly, Compilation compilation)
    {
        ImmutableArray<string> aliases = assembly is null ? default : compilation.GetMetadataReference(assembly)?.Properties.Aliases ?? default;
        return aliases.IsDefaultOrEmpty || aliases.Contains(MetadataReferenceProperties.GlobalAlias) ? null : aliases[0];
    }
}
