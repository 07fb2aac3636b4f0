using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>N(0, 1) cut at ±2, by its inverse distribution function: one number from each uniform one, without rejection.</summary>
/// <remarks>
/// A pass of its own over uniform numbers: together with the generator, four inverse functions in one loop body are more than
/// the JIT inlines (measured). No fused operations, for the same bits everywhere.
/// </remarks>
internal static class TruncatedNormal
{
    // erf(√2)², the square of the share of a normal distribution that lies within ±2.
    private const float SquaredShare = 0.91106975f;

    /// <summary>Replaces numbers of U(−1, 1) by scale times those of the cut normal distribution.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="values">In [−1, 1], overwritten.</param>
    /// <param name="scale">The factor.</param>
    [MethodImpl(ILoop.Body)]
    internal static void FromUniform<TLanes>(Span<float> values, float scale)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float origin = ref MemoryMarshal.GetReference(values);
        TLanes factor = TLanes.Broadcast(scale);
        int i = 0;
        for (; i <= values.Length - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(Quantile(TLanes.Load(ref origin, i)) * factor, ref origin, i);
        }

        int rest = values.Length - i;
        if (rest > 0) TLanes.Store(Quantile(TLanes.Load(ref origin, i, rest, 0f)) * factor, ref origin, i, rest);
    }

    // √2·erf⁻¹(erf(√2)·t) within 7·10⁻⁷. In the variable −ln(1 − (erf(√2)·t)²) a short polynomial gives it (Giles,
    // "Approximating the erfinv function", GPU Computing Gems 2011); in t² alone it would need three times the terms.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Quantile<TLanes>(TLanes t)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes w = TLanes.Zero - Logarithm.Log(TLanes.Broadcast(1f) - (t * t * TLanes.Broadcast(SquaredShare)));
        TLanes bound = TLanes.Broadcast(2f);
        return TLanes.Max(TLanes.Min(t * QuantileOverT(w), bound), TLanes.Zero - bound);
    }

    // Coefficients: tests/Layerwise.Tests/Activations/vectors/fit_polynomials.py.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes QuantileOverT<TLanes>(TLanes w)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes sum = (w * TLanes.Broadcast(3.953539E-05f)) + TLanes.Broadcast(-6.619312E-05f);
        sum = (w * sum) + TLanes.Broadcast(-0.0033259375f);
        sum = (w * sum) + TLanes.Broadcast(0.015717214f);
        sum = (w * sum) + TLanes.Broadcast(0.31314915f);
        return (w * sum) + TLanes.Broadcast(1.1962912f);
    }
}
