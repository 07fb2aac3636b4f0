using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>ln x and ln(1 + x) on a group of floats.</summary>
public static class Logarithm
{
    // ln 2 in two parts: the first has 12 bits, so its product with an exponent is exact.
    private const float Ln2High = 0.69311523f;
    private const float Ln2Low = 3.1946183E-05f;

    /// <summary>
    /// ln x over the whole range, subnormal x included; −∞ for 0, NaN below, +∞ for +∞. Largest error 0.9 ULP (measured
    /// against double).
    /// </summary>
    /// <remarks>
    /// Random normal numbers rest on it, which must have the same bits everywhere: it has no fused operation, so every
    /// lane width and processor rounds alike.
    /// </remarks>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="x">Numbers, at least 0; NaN gives NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes zero = TLanes.Zero;
        TLanes one = TLanes.Broadcast(1f);
        TLanes smallestNormal = TLanes.Broadcast(1.17549435E-38f);

        // Subnormal numbers are multiplied by 2²⁴ first.
        TLanes normal = TLanes.SelectGreater(smallestNormal, x, x * TLanes.Broadcast(16777216f), x);
        TLanes shift = TLanes.SelectGreater(smallestNormal, x, TLanes.Broadcast(24f), zero);
        TLanes exponent = TLanes.SplitExponent(normal, out TLanes significand) - shift;

        TLanes result = OfParts(exponent, significand - one);
        TLanes negativeInfinity = TLanes.Broadcast(float.NegativeInfinity);
        TLanes notPositive = TLanes.SelectGreater(zero, x, TLanes.Broadcast(float.NaN), x + negativeInfinity);
        result = TLanes.SelectGreater(x, TLanes.Broadcast(float.MaxValue), x, result);
        return TLanes.SelectGreater(x, zero, result, notPositive);
    }

    /// <summary>
    /// ln(1 + x) over the whole range, without cancellation near 0; −∞ for −1, NaN below, +∞ for +∞. Largest error 1.5 ULP (measured against
    /// double).
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="x">Numbers, at least −1; NaN gives NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log1P<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        TLanes sum = one + x;
        TLanes exponent = TLanes.SplitExponent(sum, out TLanes significand);

        // What the sum lost by rounding belongs to the fraction, on whose scale it counts. Large sums lose nothing that shows.
        TLanes lost = x - (sum - one);
        TLanes scale = TLanes.PowerOfTwo(TLanes.Max(TLanes.Broadcast(-126f), TLanes.Zero - exponent));
        TLanes result = OfParts(exponent, (significand - one) + (lost * scale));

        TLanes least = TLanes.Broadcast(-1f);
        TLanes notAbove = TLanes.SelectGreater(least, x, TLanes.Broadcast(float.NaN), x + TLanes.Broadcast(float.NegativeInfinity));
        result = TLanes.SelectGreater(x, TLanes.Broadcast(float.MaxValue), x, result);
        return TLanes.SelectGreater(x, least, result, notAbove);
    }

    // exponent·ln 2 + ln(1 + f), ln(1 + f) = f − f²/2 + f³·P(f); the large terms last.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes OfParts<TLanes>(TLanes exponent, TLanes f)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes f2 = f * f;
        TLanes tail = (f2 * f * Polynomial(f)) + (exponent * TLanes.Broadcast(Ln2Low));
        tail = tail - (f2 * TLanes.Broadcast(0.5f));
        return (exponent * TLanes.Broadcast(Ln2High)) + (f + tail);
    }

    // Coefficients: tests/Layerwise.Tests/Activations/vectors/fit_polynomials.py.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Polynomial<TLanes>(TLanes f)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes f2 = f * f;
        TLanes c01 = (f * TLanes.Broadcast(-0.2500082f)) + TLanes.Broadcast(0.3333333f);
        TLanes c23 = (f * TLanes.Broadcast(-0.16623409f)) + TLanes.Broadcast(0.20001242f);
        TLanes c45 = (f * TLanes.Broadcast(-0.1315961f)) + TLanes.Broadcast(0.1420158f);
        TLanes c67 = (f * TLanes.Broadcast(-0.07636439f)) + TLanes.Broadcast(0.12762217f);
        return c01 + (f2 * (c23 + (f2 * (c45 + (f2 * c67)))));
    }
}
