using System.Text.RegularExpressions;

namespace Layerwise.Mpi.Tests;

/// <summary>samples/ManyMachines, as its page says.</summary>
[Trait("Category", "Slow")]
public sealed class SampleTests : IDisposable
{
    private const string Program = "ManyMachines.dll";

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory]
    [InlineData("mpich", 2)]
    [InlineData("openmpi", 4)]
    public void Processes_end_with_the_parameters_of_one_in_memory_and_from_a_file(string mpi, int size)
    {
        string file = Path.Combine(_folder, "rows.safetensors");
        string alone = Hashes(MpiRun.RunProgram(mpi, 1, Program, "--samples", "3000", "--epochs", "2")).Single();
        MpiRun.RunProgram(mpi, 1, Program, "--write", "--file", file, "--samples", "3000").AssertSuccess();
        Assert.Equal(Enumerable.Repeat(alone, size), Hashes(MpiRun.RunProgram(mpi, size, Program, "--samples", "3000", "--epochs", "2", "--threads", "2")));
        Assert.Equal(Enumerable.Repeat(alone, size), Hashes(MpiRun.RunProgram(mpi, size, Program, "--file", file, "--epochs", "2")));
    }

    private static string[] Hashes(CommandResult result) =>
        [.. Regex.Matches(result.AssertSuccess().Output, "parameters ([0-9A-F]{16})").Select(static match => match.Groups[1].Value)];
}
