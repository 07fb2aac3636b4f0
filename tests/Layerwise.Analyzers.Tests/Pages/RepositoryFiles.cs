namespace Layerwise.Analyzers.Tests;

/// <summary>The repository that the tests were built in.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string RulePages { get; } = Path.Combine(Root, "docs", "rules");

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Generator.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' has Generator.sln.");
    }
}
