using System.Globalization;

namespace Layerwise.Mpi;

/// <summary>What started this process, as it says in the environment.</summary>
internal static class Launcher
{
    private const string OpenMpiSize = "OMPI_COMM_WORLD_SIZE";
    private const string MpichSize = "PMI_SIZE";

    // By the names under which each interface is installed on Linux.
    private static readonly string[] Standard = ["libmpi_abi.so.0"];
    private static readonly string[] Mpich = ["libmpich.so.12", "libmpi.so.12"];
    private static readonly string[] OpenMpi = ["libmpi.so.40"];

    /// <summary>How many processes were started together; null where nobody says so.</summary>
    public static int? Processes => Number(OpenMpiSize) ?? Number(MpichSize);

    /// <summary>The libraries to try, first those of the MPI that the process was started by: another one would take each process for the only one.</summary>
    public static string[] Libraries =>
        Number(OpenMpiSize) is not null ? [.. OpenMpi, .. Standard, .. Mpich]
        : Number(MpichSize) is not null ? [.. Mpich, .. Standard, .. OpenMpi]
        : [.. Standard, .. Mpich, .. OpenMpi];

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
