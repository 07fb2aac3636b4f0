using System.Reflection;
using System.Text.RegularExpressions;

namespace Layerwise.Package.Tests.Harness;

/// <summary>The repository that these tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("Repository");

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>What its packages are by themselves, and what the documents say.</summary>
    public static string Version { get; } = Regex.Match(File.ReadAllText(At("Directory.Build.props")), "<Version>(.*)</Version>").Groups[1].Value;

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
