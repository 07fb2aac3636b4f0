using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests;

/// <summary>The project of each task learns and passes its own test. That of the default is on a page for newcomers, which is followed elsewhere.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class TemplateTests(PackedPackage package)
{
    public static TheoryData<string> Tasks => new(Sweep.Draw(["regress", "anomaly"], usual: 1, new Random(Sweep.Seed)));

    [Theory]
    [MemberData(nameof(Tasks))]
    public void A_project_for_a_task_learns_it(string task)
    {
        string folder = package.Consumer("templates/" + task);
        Directory.CreateDirectory(folder);
        string commands = $"""
            {Command.AtHome($"{folder}/home")}
            {SingleProcess.Shell}
            dotnet new install '{Path.Combine(package.Feed, $"Layerwise.Templates.{package.Version}.nupkg")}'
            dotnet new layerwise-console --task {task} -o Try
            cd Try
            dotnet run -c Release
            """;
        string output = new Command("bash", "-ec", commands) { Folder = folder }.Run().AssertCalm().Output;
        Assert.Contains("saved as ", output, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(folder, "Try"), "*.cs*").Length);
    }
}
