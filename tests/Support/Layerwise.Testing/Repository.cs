using System.Text.RegularExpressions;

namespace Layerwise.Testing;

/// <summary>The repository that the tests were built in.</summary>
public static class Repository
{
    /// <summary>How the tests, and what they refer to, were built.</summary>
#if DEBUG
    public const string Configuration = "Debug";
#else
    public const string Configuration = "Release";
#endif

    /// <summary>The folder of <c>Generator.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What its packages are by themselves, and what the documents say.</summary>
    public static string Version { get; } = Regex.Match(File.ReadAllText(At("Directory.Build.props")), "<Version>(.*)</Version>").Groups[1].Value;

    /// <summary>A path in it.</summary>
    /// <param name="parts">Names of folders, and perhaps of a file.</param>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Generator.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' has Generator.sln.");
    }
}
