using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Adds up a vector over ranks in the order of a binary tree: 0 and 1, 2 and 3, then these pairs, as <see cref="ShardedBatch{TNetwork}"/> adds up the shards of one process.
/// Each rank
/// adds one part of the vector, which halves with every step of the tree, and then the parts are handed back: recursive halving and doubling (Rabenseifner, 2004), which sends
/// twice the vector in all, however many ranks there are.
/// </summary>
internal sealed class RankSum(Communicator communicator, int length)
{
    // Parts begin where a cache line does, as far as the vector itself does.
    private const int Unit = 16;

    private readonly float[] _received = new float[(length / 2) + Unit];

    /// <param name="values">A rank's own; the sum afterwards, the same bits on every rank.</param>
    /// <param name="count">How many ranks have something to add, the first ones: of the others nothing is read.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(Span<float> values, int count)
    {
        (int start, int end) = (0, values.Length);
        for (int step = 1; step < communicator.Size; step *= 2)
        {
            (int middle, bool isLower) = Cut(start, end, step);
            int own = communicator.Rank & -step;
            bool hasOwn = own < count;
            bool hasTheirs = (own ^ step) < count;
            Span<float> kept = isLower ? values[start..middle] : values[middle..end];
            Span<float> given = isLower ? values[middle..end] : values[start..middle];
            Span<float> received = hasOwn ? _received.AsSpan(0, kept.Length) : kept;
            Exchange(communicator.Rank ^ step, hasOwn ? given : default, hasTheirs ? received : default);
            if (hasOwn && hasTheirs) GradientSum.Add(kept, 1, received, 1);
            (start, end) = isLower ? (start, middle) : (middle, end);
        }

        HandBack(values, 0, values.Length, 1);
    }

    // The way back through the halves, from the last to the first.
    private void HandBack(Span<float> values, int start, int end, int step)
    {
        if (step == communicator.Size) return;
        (int middle, bool isLower) = Cut(start, end, step);
        HandBack(values, isLower ? start : middle, isLower ? middle : end, step * 2);
        Exchange(communicator.Rank ^ step, isLower ? values[start..middle] : values[middle..end], isLower ? values[middle..end] : values[start..middle]);
    }

    private (int Middle, bool IsLower) Cut(int start, int end, int step)
    {
        int half = (end - start) / 2;
        return (start + (half / Unit * Unit), (communicator.Rank & step) == 0);
    }

    private void Exchange(int rank, ReadOnlySpan<float> sent, Span<float> received)
    {
        if (sent.IsEmpty && received.IsEmpty) return;
        communicator.Exchange(rank, MemoryMarshal.AsBytes(sent), MemoryMarshal.AsBytes(received));
    }
}
