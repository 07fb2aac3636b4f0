namespace Layerwise.Samples.Tests.Mistakes;

/// <summary>A copy of the sample in a folder of its own.</summary>
internal sealed class MistakesCopy : IDisposable
{
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
    }

    public static string Original { get; } = Repository.At("samples", "Mistakes");

    public string Build() => new Command("dotnet", "build", "-c", Repository.Configuration, "--no-incremental", "-nologo", SingleProcess.Option) { Folder = _folder.FullName }
        .Run().AssertSuccess().Output;

    public void Dispose() => _folder.Delete(recursive: true);
}
