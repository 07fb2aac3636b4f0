using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>eᶻ on a group of floats.</summary>
public static class Exponential
{
    /// <summary>
    /// Adding and subtracting 1.5·2²³ rounds a float below 2²² in magnitude to the nearest whole number, in two of the
    /// cheapest operations.
    /// </summary>
    internal const float Rounder = 12582912f;

    /// <summary>log₂ e.</summary>
    internal const float Log2E = 1.442695f;

    // 2·ln 2 in two parts: the first has 12 bits, so its product with h below is exact.
    private const float TwiceLn2High = 1.3862305f;
    private const float TwiceLn2Low = 6.389237E-05f;

    /// <summary>
    /// eᶻ over the whole range: subnormal results are right, above 88.72 it is +∞, below −103.97 it is 0. Largest error
    /// 1.7 ULP (measured against double).
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Exponents; NaN gives NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        // Below, the result is 0; it is chosen, not computed, because x86 processors spend 150 cycles on a product that
        // underflows. Above, it is +∞. Operands in this order keep NaN.
        TLanes underflow = TLanes.Broadcast(-103.97209f);
        TLanes exponent = TLanes.SelectGreater(underflow, z, TLanes.Zero, TLanes.Min(TLanes.Broadcast(89f), z));

        // eᶻ = eʳ·2ʰ·2ʰ with |r| ≤ ln 2. An even power of two, because each half of it is a normal number over the whole
        // range, so that only the last multiplication rounds, also to a subnormal result.
        TLanes rounder = TLanes.Broadcast(Rounder);
        TLanes h = TLanes.MultiplyAdd(exponent, TLanes.Broadcast(Log2E / 2), rounder) - rounder;
        TLanes r = TLanes.MultiplyAdd(h, TLanes.Broadcast(-TwiceLn2High), exponent);
        r = TLanes.MultiplyAdd(h, TLanes.Broadcast(-TwiceLn2Low), r);
        TLanes power = TLanes.PowerOfTwo(h);
        return TLanes.SelectGreater(underflow, z, TLanes.Zero, PolynomialExp(r) * power * power);
    }

    /// <summary>
    /// eᶻ where z ≤ 0, in two thirds of the instructions: one power of two, because no result is subnormal. Below −86.6 it
    /// is 0. The error is below 2 ULP.
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">At most 0, or NaN, which gives NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes ExpOfNonPositive<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        // eᶻ = eʳ·2ⁿ with |r| ≤ ln 2 / 2.
        TLanes rounder = TLanes.Broadcast(Rounder);
        TLanes n = TLanes.MultiplyAdd(z, TLanes.Broadcast(Log2E), rounder) - rounder;
        TLanes r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-TwiceLn2High / 2), z);
        r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-TwiceLn2Low / 2), r);

        TLanes r2 = r * r;
        TLanes c23 = TLanes.MultiplyAdd(r, TLanes.Broadcast(0.16666521f), TLanes.Broadcast(0.49999994f));
        TLanes c45 = TLanes.MultiplyAdd(r, TLanes.Broadcast(0.008368663f), TLanes.Broadcast(0.041668255f));
        TLanes quotient = TLanes.MultiplyAdd(r2, TLanes.MultiplyAdd(r2, TLanes.Broadcast(0.0013821468f), c45), c23);
        TLanes power = (TLanes.MultiplyAdd(r2, quotient, r) + TLanes.Broadcast(1f)) * TLanes.PowerOfTwo(n);
        return TLanes.SelectGreater(TLanes.Broadcast(-86.6f), z, TLanes.Zero, power);
    }

    // Estrin's scheme: a row of one sample waits for this chain, and it is half as long as Horner's.
    // Coefficients: tests/Layerwise.Tests/Activations/vectors/fit_polynomials.py.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes PolynomialExp<TLanes>(TLanes r)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        TLanes r2 = r * r;
        TLanes c23 = TLanes.MultiplyAdd(r, TLanes.Broadcast(0.16666618f), TLanes.Broadcast(0.50000036f));
        TLanes c45 = TLanes.MultiplyAdd(r, TLanes.Broadcast(0.008335937f), TLanes.Broadcast(0.041661233f));
        TLanes c67 = TLanes.MultiplyAdd(r, TLanes.Broadcast(0.00019629204f), TLanes.Broadcast(0.0014104676f));
        TLanes c4567 = TLanes.MultiplyAdd(r2, c67, c45);
        TLanes quotient = TLanes.MultiplyAdd(r2, c4567, c23);
        return TLanes.MultiplyAdd(r2, quotient, r) + one;
    }
}
