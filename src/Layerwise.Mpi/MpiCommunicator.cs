using System.Numerics;
using System.Runtime.InteropServices;

namespace Layerwise.Mpi;

/// <summary>
/// The processes that were started together by <c>mpirun</c> or another launcher of MPI, on one machine or many, for <see cref="TrainerOptions.Communicator"/>. A process that
/// was started alone
/// is the only one. Messages go from and to the spans themselves, without a copy.
/// </summary>
/// <remarks>One for a process, for its whole life: MPI begins with <see cref="Open"/> and ends with <see cref="Dispose"/>, on all processes together.</remarks>
public sealed class MpiCommunicator : Communicator, IDisposable
{
    private const int Data = 1;

    // Sent in place of data by who leaves.
    private const int Farewell = 2;

    private readonly MpiLibrary _library;

    // Ranks that have said farewell.
    private readonly bool[] _hasLeft;
    private bool _isClosed;

    private MpiCommunicator(MpiLibrary library)
    {
        _library = library;
        Rank = library.Rank;
        Size = library.Size;
        _hasLeft = new bool[Size];
    }

    /// <inheritdoc/>
    public override int Rank { get; }

    /// <inheritdoc/>
    public override int Size { get; }

    /// <summary>What the MPI library calls itself, "Open MPI v4.1.4" for example.</summary>
    public string Library => _library.Version;

    /// <summary>Begins MPI with the library of the launcher that started this process, or, started alone, with the first that is installed.</summary>
    /// <param name="library">Another library: a path, or a name that the system looks for; null for that one. Open MPI, MPICH or one that shares its binary interface, or the
    /// standard interface of MPI 5.</param>
    /// <exception cref="MpiException">There is no MPI library, it is of an unknown kind, or the processes were started by another MPI, and each would be alone.</exception>
    /// <exception cref="InvalidOperationException">MPI has begun already in this process.</exception>
    /// <exception cref="PlatformNotSupportedException">The process is not a 64-bit one.</exception>
    public static MpiCommunicator Open(string? library = null)
    {
        if (nint.Size != 8) throw new PlatformNotSupportedException($"MPI is used in 64-bit processes only; this one is {RuntimeInformation.ProcessArchitecture}.");
        MpiLibrary loaded = MpiLibrary.Load(library);
        if (loaded.IsInitialized) throw new InvalidOperationException("MPI has begun already in this process, and can't begin twice.");
        loaded.Initialize();
        var communicator = new MpiCommunicator(loaded);
        if (Launcher.Processes is int processes && processes != communicator.Size)
        {
            throw new MpiException(
                $"{processes} processes were started together, but {loaded.Version} knows of {communicator.Size}: they were started by another MPI. " +
                "Start them with the mpirun that belongs to this library, or give the path of the library that belongs to mpirun.");
        }

        return communicator;
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">Closed.</exception>
    public override void Exchange(int rank, ReadOnlySpan<byte> sent, Span<byte> received)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if ((uint)rank >= (uint)Size || rank == Rank) throw new ArgumentOutOfRangeException(nameof(rank), rank, $"Expected another rank of {Size} than {Rank}.");
        if (_hasLeft[rank]) throw Left(rank);
        (int tag, int length) = _library.Exchange(rank, Data, sent, received);
        if (tag == Farewell)
        {
            _hasLeft[rank] = true;
            throw Left(rank);
        }

        if (length != received.Length) throw new CommunicationException($"Rank {Rank} expected {received.Length} bytes of rank {rank}, and got {length}: they don't make the same calls.");
    }

    /// <summary>Ends MPI. Ranks that wait for this one, because it leaves before they do, are told so, and get a <see cref="CommunicationException"/>.</summary>
    public void Dispose()
    {
        if (_isClosed) return;
        _isClosed = true;
        for (int step = 1; BitOperations.IsPow2(Size) && step < Size; step *= 2)
        {
            if (!_hasLeft[Rank ^ step]) SayFarewell(Rank ^ step);
        }

        _library.Complete();
    }

    private CommunicationException Left(int rank) => new($"Rank {rank} has left, and rank {Rank} can't go on without it: it came to its end, or an exception ended it.");

    // What the other one sends, data or its own farewell, is no longer wanted.
    private void SayFarewell(int rank)
    {
        try
        {
            _ = _library.Exchange(rank, Farewell, default, default);
        }
        catch (CommunicationException)
        {
            // Its data had no room.
        }
    }
}
