using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>Fills spans with random floats: which word of which block becomes element i does not depend on the lane width.</summary>
/// <remarks>
/// Blocks come in groups of 16, the widest register. Element 64·g + 16·w + k of the output comes from word w of block
/// 16·g + k, so each word of a group of blocks is stored as it stands in its register.
/// </remarks>
internal static class RandomFill
{
    private const int BlocksPerGroup = 16;
    private const int ElementsPerGroup = 4 * BlocksPerGroup;

    /// <summary>Fills with scale times the distribution's floats.</summary>
    /// <typeparam name="TDistribution">The distribution.</typeparam>
    /// <typeparam name="TWords">The words.</typeparam>
    /// <typeparam name="TLanes">The floats of the same width.</typeparam>
    /// <param name="destination">Receives the floats.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="seed">Philox's key.</param>
    /// <param name="domain">One of <see cref="RandomDomain"/>.</param>
    /// <param name="stream">Which of the domain's streams.</param>
    [SkipLocalsInit]
    [MethodImpl(ILoop.Body)]
    internal static void Fill<TDistribution, TWords, TLanes>(Span<float> destination, float scale, ulong seed, uint domain, uint stream)
        where TDistribution : struct, IDistribution
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        // One call for whole groups and the last part of one: it is 4,000 bytes of code, which the JIT takes 5 ms for.
        Span<float> last = stackalloc float[ElementsPerGroup];
        for (uint block = 0; !destination.IsEmpty; block += BlocksPerGroup)
        {
            Span<float> group = destination.Length >= ElementsPerGroup ? destination : last;
            FillGroup<TDistribution, TWords, TLanes>(ref MemoryMarshal.GetReference(group), scale, seed, domain, stream, block);
            if (destination.Length < ElementsPerGroup) last[..destination.Length].CopyTo(destination);
            destination = destination[Math.Min(ElementsPerGroup, destination.Length)..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FillGroup<TDistribution, TWords, TLanes>(
        ref float destination, float scale, ulong seed, uint domain, uint stream, uint block)
        where TDistribution : struct, IDistribution
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes factor = TLanes.Broadcast(scale);
        for (int offset = 0; offset < BlocksPerGroup; offset += TLanes.Count)
        {
            TWords x0 = TWords.Broadcast(block + (uint)offset) + TWords.Indices;
            TWords x1 = TWords.Broadcast(0);
            TWords x2 = TWords.Broadcast(stream);
            TWords x3 = TWords.Broadcast(domain);
            Philox.Encrypt<TWords, TLanes>(seed, ref x0, ref x1, ref x2, ref x3);

            (TLanes first, TLanes second) = TDistribution.Draw<TWords, TLanes>(x0, x1);
            (TLanes third, TLanes fourth) = TDistribution.Draw<TWords, TLanes>(x2, x3);
            TLanes.Store(first * factor, ref destination, offset);
            TLanes.Store(second * factor, ref destination, BlocksPerGroup + offset);
            TLanes.Store(third * factor, ref destination, (2 * BlocksPerGroup) + offset);
            TLanes.Store(fourth * factor, ref destination, (3 * BlocksPerGroup) + offset);
        }
    }
}
