using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): a keyed bijection of 128-bit counters.
/// The number at a counter needs no state, so it comes out the same in any order and on any lane width.
/// </summary>
/// <remarks>
/// The key is the seed. The counter is: low and high word of the block's index, stream, domain; see <see cref="RandomDomain"/>.
/// </remarks>
internal static class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9; // golden ratio
    private const uint Weyl1 = 0xBB67AE85; // √3 − 1
    private const int Rounds = 10;

    /// <summary>Replaces a group of counters by the random words that belong to them.</summary>
    /// <typeparam name="TWords">The words.</typeparam>
    /// <typeparam name="TLanes">The floats of the same width.</typeparam>
    /// <param name="seed">The key; its low half is the key's first word.</param>
    /// <param name="x0">Word 0 of each counter, then of each result.</param>
    /// <param name="x1">Word 1.</param>
    /// <param name="x2">Word 2.</param>
    /// <param name="x3">Word 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Encrypt<TWords, TLanes>(ulong seed, ref TWords x0, ref TWords x1, ref TWords x2, ref TWords x3)
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        TWords multiplier0 = TWords.Broadcast(Multiplier0);
        TWords multiplier1 = TWords.Broadcast(Multiplier1);
        uint key0 = (uint)seed;
        uint key1 = (uint)(seed >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            TWords low0 = TWords.Multiply(x0, multiplier0, out TWords high0);
            TWords low1 = TWords.Multiply(x2, multiplier1, out TWords high1);
            x0 = high1 ^ x1 ^ TWords.Broadcast(key0);
            x1 = low1;
            x2 = high0 ^ x3 ^ TWords.Broadcast(key1);
            x3 = low0;
            unchecked
            {
                key0 += Weyl0;
                key1 += Weyl1;
            }
        }
    }
}
