using System.Runtime.InteropServices;

namespace Layerwise.Mpi.Tests.StandardInterface;

/// <summary>MPI 5's own binary interface, by a library of it that is compiled here on top of MPICH.</summary>
[Trait("Category", "Slow")]
public sealed class StandardInterfaceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public void Ranks_train_by_the_standard_interface_and_tell_each_other_that_they_leave()
    {
        Skip.IfNot(NativeLibrary.TryLoad("libmpich.so.12", out _) && File.Exists("/usr/bin/gcc"), "libmpich.so.12 or gcc is not installed.");
        string library = Path.Combine(_folder, "libmpi_abi.so.0");
        string source = Repository.At("tests", "Layerwise.Mpi.Tests", "StandardInterface", "mpi_abi.c");
        new Command("gcc", "-shared", "-fPIC", "-O1", source, "-o", library, "-l:libmpich.so.12").Run().AssertSuccess();

        using Journals alone = MpiRun.Alone();
        using Journals run = MpiRun.Run("mpich", 4, $"library={library}");
        run.Result!.AssertSuccess();
        Assert.Equal(Enumerable.Repeat(alone.Values("result=").Single(), 4), run.Values("result="));

        using Journals left = MpiRun.Run("mpich", 2, $"library={library}", "absent@1=1");
        Assert.Contains(left.Values("error="), static error => error.StartsWith("CommunicationException: Rank 1 has left", StringComparison.Ordinal));
    }
}
