using System.Runtime.InteropServices;

namespace Layerwise.Mpi;

/// <summary>
/// What differs between the binary interfaces of MPI libraries: the values of constants, and where a received message has its tag. A handle is an int in MPICH's interface and
/// a pointer
/// in the others; as an argument, on 64-bit processors, an int is the lower half of a register, so one signature serves them all.
/// </summary>
/// <param name="World">MPI_COMM_WORLD.</param>
/// <param name="Byte">MPI_BYTE.</param>
/// <param name="ErrorsReturn">MPI_ERRORS_RETURN.</param>
/// <param name="AnyTag">MPI_ANY_TAG.</param>
/// <param name="Serialized">MPI_THREAD_SERIALIZED.</param>
/// <param name="TagIndex">Of MPI_TAG in an MPI_Status, counted in ints.</param>
internal sealed record MpiAbi(nint World, nint Byte, nint ErrorsReturn, int AnyTag, int Serialized, int TagIndex)
{
    /// <summary>Of the library that MPI 5 calls <c>mpi_abi</c>: <i>MPI: A Message-Passing Interface Standard, version 5.0</i>, chapter 20.</summary>
    public static readonly MpiAbi Standard = new(0x101, 0x247, 0x143, AnyTag: -2, Serialized: 2048, TagIndex: 1);

    /// <summary>Of MPICH since 3.1, and of what shares its interface: Intel MPI, MVAPICH, Cray MPI.</summary>
    public static readonly MpiAbi Mpich = new(0x44000000, 0x4c00010d, 0x54000001, AnyTag: -1, Serialized: 2, TagIndex: 3);

    /// <summary>Of Open MPI, whose handles are the addresses of its objects.</summary>
    public static MpiAbi OpenMpi(nint library) => new(
        NativeLibrary.GetExport(library, "ompi_mpi_comm_world"),
        NativeLibrary.GetExport(library, "ompi_mpi_byte"),
        NativeLibrary.GetExport(library, "ompi_mpi_errors_return"),
        AnyTag: -1,
        Serialized: 2,
        TagIndex: 1);
}
