using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>
/// Inverted dropout (Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014): multiplies by 0 with
/// probability p and by 1/(1 − p) otherwise.
/// </summary>
/// <remarks>
/// A mask is a function of its counters and is drawn again for the backward pass: nothing keeps it. Element 64·g + 16·w + k of a layer
/// belongs to word w of Philox's block 16·g + k, whatever the lane width; the block's other counters are shard, pass, and layer with domain.
/// </remarks>
public static class Dropout
{
    private const int BlocksPerGroup = 16;
    private const int WordsPerBlock = 4;
    private const int LayerShift = 8;
    private const float Half = 1 << 23; // words come as signed numbers of 24 bits

    /// <summary>
    /// results = values·mask: forward from activations to outputs, and backward from the derivatives with respect to outputs to those
    /// with respect to activations.
    /// </summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="values">[count].</param>
    /// <param name="results">[count], overwritten; may be <paramref name="values"/>.</param>
    /// <param name="masks">Which masks.</param>
    /// <param name="layer">Zero-based index of the layer.</param>
    /// <param name="probability">p, at least 0 and less than 1.</param>
    /// <param name="count">Number of values, at least 0.</param>
    public static void Apply<TLanes>(ref float values, ref float results, DropoutMasks masks, uint layer, float probability, nint count)
        where TLanes : struct, ILanes<TLanes>
    {
        if (masks.KeepAll) MemoryMarshal.CreateSpan(ref values, (int)count).CopyTo(MemoryMarshal.CreateSpan(ref results, (int)count));
        else if (TLanes.Count == Lanes16.Count) Apply<Words16, Lanes16>(ref values, ref results, masks, layer, probability, count);
        else if (TLanes.Count == Lanes8.Count) Apply<Words8, Lanes8>(ref values, ref results, masks, layer, probability, count);
        else if (TLanes.Count == Lanes4.Count) Apply<Words4, Lanes4>(ref values, ref results, masks, layer, probability, count);
        else Apply<Words1, Lanes1>(ref values, ref results, masks, layer, probability, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Apply<TWords, TLanes>(ref float values, ref float results, DropoutMasks masks, uint layer, float probability, nint count)
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        // Between two numbers that a word can be: the comparison never meets an equal one.
        TLanes bound = TLanes.Broadcast(MathF.Round(probability * 2 * Half) - Half - 0.5f);
        TLanes kept = TLanes.Broadcast(1f / (1f - probability));
        nint start = 0;
        for (uint block = 0; start < count; block += BlocksPerGroup, start += WordsPerBlock * BlocksPerGroup)
        {
            for (int offset = 0; offset < BlocksPerGroup; offset += TLanes.Count)
            {
                TWords x0 = TWords.Broadcast(block + (uint)offset) + TWords.Indices;
                TWords x1 = TWords.Broadcast(masks.Shard);
                TWords x2 = TWords.Broadcast(masks.Pass);
                TWords x3 = TWords.Broadcast(RandomDomain.Dropout | (layer << LayerShift));
                Philox.Encrypt<TWords, TLanes>(masks.Seed, ref x0, ref x1, ref x2, ref x3);

                nint i = start + offset;
                Mask(ref values, ref results, x0, bound, kept, i, count);
                Mask(ref values, ref results, x1, bound, kept, i + BlocksPerGroup, count);
                Mask(ref values, ref results, x2, bound, kept, i + (2 * BlocksPerGroup), count);
                Mask(ref values, ref results, x3, bound, kept, i + (3 * BlocksPerGroup), count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mask<TWords, TLanes>(ref float values, ref float results, TWords words, TLanes bound, TLanes kept, nint index, nint count)
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes mask = TLanes.SelectGreater(TWords.ToSigned24(words), bound, kept, TLanes.Zero);
        if (index <= count - TLanes.Count) TLanes.Store(TLanes.Load(ref values, index) * mask, ref results, index);
        else if (index < count) TLanes.Store(TLanes.Load(ref values, index, (int)(count - index), 0f) * mask, ref results, index, (int)(count - index));
    }
}
