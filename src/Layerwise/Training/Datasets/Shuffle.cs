using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Random orders of samples (Fisher &amp; Yates, in Durstenfeld's form). Each is a pure function of its seed and epoch, so that
/// training can be taken up again at any epoch.
/// </summary>
internal static class Shuffle
{
    // Epochs count from 1.
    private const uint SplitStream = 0;

    /// <summary>Writes the order of the samples in one epoch.</summary>
    public static void ForEpoch(Span<int> order, ulong seed, int epoch) => Fill(order, new(seed, RandomDomain.Shuffling, (uint)epoch));

    /// <summary>Writes the order in which a split deals the samples out.</summary>
    public static void ForSplit(Span<int> order, ulong seed) => Fill(order, new(seed, RandomDomain.Shuffling, SplitStream));

    /// <summary>Writes an order in which the values of one input are dealt out.</summary>
    public static void ForPermutation(Span<int> order, ulong seed, int repetition) => Fill(order, new(seed, RandomDomain.Permutation, (uint)repetition));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(Span<int> order, PhiloxSequence random)
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = random.NextInt32(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
