using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Tests.Harness;

/// <summary>What a user's project references.</summary>
internal static class References
{
    /// <summary>
    /// The framework that runs the tests. Not the package of reference assemblies: it wants a compiler of its own time, and the oldest one reads these too.
    /// </summary>
    public static ImmutableArray<MetadataReference> Framework { get; } = FrameworkReferences();

    /// <summary>The framework, and Layerwise.</summary>
    public static IReadOnlyList<MetadataReference> All { get; } = Framework.Add(MetadataReference.CreateFromFile(typeof(Dataset).Assembly.Location));

    // The trusted assemblies also hold the tests' own dependencies, which no user has.
    private static ImmutableArray<MetadataReference> FrameworkReferences()
    {
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(path => Path.GetDirectoryName(path) == folder)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
