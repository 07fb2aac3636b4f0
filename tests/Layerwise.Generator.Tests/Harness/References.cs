using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Tests.Harness;

/// <summary>What a user's project references: the framework that runs the tests, and Layerwise.</summary>
internal static class References
{
    public static IReadOnlyList<MetadataReference> All { get; } = [.. Framework(), MetadataReference.CreateFromFile(typeof(LayerAttribute).Assembly.Location)];

    // The trusted assemblies also hold the tests' own dependencies, which no user has.
    private static IEnumerable<MetadataReference> Framework()
    {
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == folder)
            .Select(path => MetadataReference.CreateFromFile(path));
    }
}
