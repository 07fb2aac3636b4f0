using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): a keyed bijection of 128-bit counters.
/// Number i of a stream costs the same for every i and needs no state, so it comes out the same in any order and width.
/// </summary>
internal static class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9; // golden ratio
    private const uint Weyl1 = 0xBB67AE85; // √3 − 1
    private const int Rounds = 10;

    /// <summary>The four random words at a counter.</summary>
    /// <param name="seed">The key; its low half is the key's first word.</param>
    /// <param name="block">The counter's words 0 (low half) and 1: which block of the stream.</param>
    /// <param name="stream">The counter's word 2.</param>
    /// <param name="domain">The counter's word 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (uint X0, uint X1, uint X2, uint X3) Block(ulong seed, ulong block, uint stream, uint domain)
    {
        uint key0 = (uint)seed;
        uint key1 = (uint)(seed >> 32);
        (uint x0, uint x1, uint x2, uint x3) = ((uint)block, (uint)(block >> 32), stream, domain);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0;
            ulong product1 = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = ((uint)(product1 >> 32) ^ x1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ x3 ^ key1, (uint)product0);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return (x0, x1, x2, x3);
    }
}
