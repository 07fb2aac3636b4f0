namespace Layerwise.Mpi.Tests;

/// <summary>Which MPI library is taken, and what is said where none fits.</summary>
public class LibraryTests
{
    [Fact]
    public void A_library_that_is_not_there_or_is_none_is_an_error_that_says_what_to_install()
    {
        Assert.Equal(
            "No MPI library can be loaded: looked for libnone.so. Install Open MPI or MPICH (on Debian, openmpi-bin or mpich), or give the path of the library.",
            Assert.Throws<MpiException>(static () => MpiCommunicator.Open("libnone.so")).Message);
        Assert.Equal("libc.so.6 is no MPI library: it has no function MPI_Initialized.", Assert.Throws<MpiException>(static () => MpiCommunicator.Open("libc.so.6")).Message);
    }

    [SkippableTheory]
    [InlineData("mpich", "libmpi.so.40", "Open MPI v")]
    [InlineData("openmpi", "libmpich.so.12", "MPICH ")]
    public void A_library_of_another_MPI_than_the_launcher_s_is_an_error(string mpi, string library, string version)
    {
        Skip.IfNot(System.Runtime.InteropServices.NativeLibrary.TryLoad(library, out _), $"{library} is not installed. On Debian: apt-get install mpich openmpi-bin");
        using Journals run = MpiRun.Run(mpi, 2, $"library={library}");
        string[] errors = run.Values("error=");
        Assert.Equal(2, errors.Length);
        Assert.All(errors, error =>
        {
            Assert.StartsWith($"MpiException: 2 processes were started together, but {version}", error, StringComparison.Ordinal);
            Assert.Contains(" knows of 1: they were started by another MPI.", error, StringComparison.Ordinal);
        });
    }
}
