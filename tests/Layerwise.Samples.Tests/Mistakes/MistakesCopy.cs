using System.Diagnostics;

namespace Layerwise.Samples.Tests.Mistakes;

/// <summary>A copy of the sample in a folder of its own, and what a user types there.</summary>
internal sealed class MistakesCopy : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mistakes-");

    /// <param name="sources">Names of the C# files that come along.</param>
    public MistakesCopy(params IEnumerable<string> sources)
    {
        foreach (string file in Directory.GetFiles(Original).Where(file => Path.GetExtension(file) switch { ".cs" => sources.Contains(Path.GetFileName(file)), ".md" => false, _ => true }))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }

        // Where the copy came from, and that what it refers to is built already: other tests are using it at this moment.
        File.WriteAllText(Path.Combine(_folder.FullName, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <RepositoryRoot>{Repository}/</RepositoryRoot>
                <BuildProjectReferences>false</BuildProjectReferences>
              </PropertyGroup>
            </Project>
            """);
    }

    public static string Repository { get; } = FindRepository();

    public static string Original { get; } = Path.Combine(Repository, "samples", "Mistakes");

    public static IEnumerable<string> OriginalSources => Directory.GetFiles(Original, "*.cs").Select(static path => Path.GetFileName(path));

    public string this[string source]
    {
        get => File.ReadAllText(Path.Combine(_folder.FullName, source));
        set => File.WriteAllText(Path.Combine(_folder.FullName, source), value);
    }

    public string Build() => Run("build", "-c", Configuration, "--no-incremental", "-nologo");

    public string Restore() => Run("restore");

    public string Repair() => Run("format", "analyzers", "Mistakes.csproj", "--no-restore", "--verbosity", "detailed");

    public void Dispose() => _folder.Delete(recursive: true);

    private string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        // As `dotnet format` loads the project.
        start.Environment["Configuration"] = Configuration;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{output}\n{errors.Result}");
        return output;
    }

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Generator.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' has Generator.sln.");
    }
}
