namespace Layerwise;

/// <summary>
/// What the processes of one training, its ranks, tell one another with. The library needs no more of a network than this: an exchange between two ranks; <c>Layerwise.Mpi</c>
/// has it on MPI. Sums and their order are the trainer's own, which is why any number of ranks gives the same bits.
/// </summary>
/// <remarks>A trainer calls it on one thread at a time, the one that called the trainer.</remarks>
public abstract class Communicator
{
    /// <summary>Number of this process among the ranks, from 0 to <see cref="Size"/> − 1.</summary>
    public abstract int Rank { get; }

    /// <summary>Number of ranks, at least 1.</summary>
    public abstract int Size { get; }

    /// <summary>Sends bytes to another rank and receives what it sends, both at the same time. The other rank makes the same call with this one's number.</summary>
    /// <param name="rank">The other one.</param>
    /// <param name="sent">What it receives; may be empty.</param>
    /// <param name="received">Filled with what it sends, which is exactly as long; may be empty. Shares no memory with <paramref name="sent"/>.</param>
    /// <exception cref="CommunicationException">The other rank sent something of another length, has left, or can't be reached.</exception>
    public abstract void Exchange(int rank, ReadOnlySpan<byte> sent, Span<byte> received);
}
