namespace Layerwise.Samples.Tests.Mistakes;

/// <summary>A copy of the sample in a folder of its own, and what a user types there.</summary>
internal sealed class MistakesCopy : IDisposable
{
    private const string Aside = ".aside";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mistakes-");

    public MistakesCopy()
    {
        foreach (string file in Directory.GetFiles(Original).Where(static file => Path.GetExtension(file) != ".md"))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }

        // Where the copy came from, and that what it refers to is built already: other tests are using it at this moment.
        File.WriteAllText(Path.Combine(_folder.FullName, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <RepositoryRoot>{Repository.Root}/</RepositoryRoot>
                <BuildProjectReferences>false</BuildProjectReferences>
              </PropertyGroup>
            </Project>
            """);
        SingleProcess.Write(_folder.FullName);
    }

    public static string Original { get; } = Repository.At("samples", "Mistakes");

    public string Build() => Run("build", "-c", Repository.Configuration, "--no-incremental", "-nologo");

    /// <summary>Lets the formatter repair one file, in a project that has no other. It must have been built.</summary>
    /// <returns>What the formatter did, rule by rule.</returns>
    public string Repair(string source)
    {
        string[] others = [.. Directory.GetFiles(_folder.FullName, "*.cs").Where(path => Path.GetFileName(path) != source)];
        foreach (string path in others) File.Move(path, path + Aside);
        string log = Run("format", "analyzers", "Mistakes.csproj", "--no-restore", "--verbosity", "diagnostic");
        foreach (string path in others) File.Move(path + Aside, path);
        return log;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // The formatter takes the configuration from the environment. Its compiler comes without machine code: compiled once, and not in one tier after the other, it
    // takes a quarter less.
    private string Run(params string[] arguments) => new Command("dotnet", arguments)
    {
        Folder = _folder.FullName,
        Variables = new Dictionary<string, string?>
        {
            ["Configuration"] = Repository.Configuration,
            ["DOTNET_TieredCompilation"] = arguments[0] == "format" ? "0" : null,
        },
    }.Run().AssertSuccess().Output;
}
