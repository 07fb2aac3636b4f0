using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>eᶻ and eᶻ − 1 on a group of floats.</summary>
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

    // ln 2 likewise.
    private const float Ln2High = 0.69311523f;
    private const float Ln2Low = 3.1946183E-05f;

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
        TLanes h = NearestWhole(exponent, Log2E / 2);
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
        TLanes n = NearestWhole(z, Log2E);
        TLanes power = (ReducedExpM1(z, n) + TLanes.Broadcast(1f)) * TLanes.PowerOfTwo(n);
        return TLanes.SelectGreater(TLanes.Broadcast(-86.6f), z, TLanes.Zero, power);
    }

    /// <summary>
    /// eᶻ − 1 over the whole range, without cancellation near 0: −1 below −17.33, +∞ above 88.72; a zero may have either sign.
    /// Largest error 1.5 ULP (measured against double).
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Exponents; NaN gives NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ExpM1<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        // Further out the result rounds to −1 or overflows. Operands in this order keep NaN.
        z = TLanes.Max(TLanes.Broadcast(-20f), TLanes.Min(TLanes.Broadcast(89f), z));
        TLanes n = NearestWhole(z, Log2E);

        // Half of it is computed and then doubled, because 2ⁿ itself overflows where n is 128.
        TLanes half = TLanes.Broadcast(0.5f);
        TLanes power = TLanes.PowerOfTwo(n - TLanes.Broadcast(1f));
        TLanes e = TLanes.MultiplyAdd(ReducedExpM1(z, n), power, power - half);
        return e + e;
    }

    /// <summary>e to the sum of two numbers, the second of which holds the digits that the first had no room for.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="high">In [−170, 0].</param>
    /// <param name="low">At most 1/8 in magnitude.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes ExpOfSum<TLanes>(TLanes high, TLanes low)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes z = high + low;
        TLanes h = NearestWhole(z, Log2E / 2);
        TLanes r = TLanes.MultiplyAdd(h, TLanes.Broadcast(-TwiceLn2High), high);
        r = TLanes.MultiplyAdd(h, TLanes.Broadcast(-TwiceLn2Low), r) + low;
        TLanes power = TLanes.PowerOfTwo(h);
        return TLanes.SelectGreater(TLanes.Broadcast(-103.97209f), z, TLanes.Zero, PolynomialExp(r) * power * power);
    }

    /// <summary>The whole number nearest to z·scale, which must be below 2²² in magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes NearestWhole<TLanes>(TLanes z, float scale)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes rounder = TLanes.Broadcast(Rounder);
        return TLanes.MultiplyAdd(z, TLanes.Broadcast(scale), rounder) - rounder;
    }

    /// <summary>eʳ − 1 of r = z − n·ln 2, where n is the whole number nearest to z·log₂ e; eᶻ − 1 is that times 2ⁿ, plus 2ⁿ − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes ReducedExpM1<TLanes>(TLanes z, TLanes n)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-Ln2High), z);
        r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-Ln2Low), r);

        // Coefficients: tests/Layerwise.Tests/Activations/vectors/fit_polynomials.py.
        TLanes r2 = r * r;
        TLanes c01 = TLanes.MultiplyAdd(r, TLanes.Broadcast(0.16666546f), TLanes.Broadcast(0.49999997f));
        TLanes c23 = TLanes.MultiplyAdd(r, TLanes.Broadcast(0.008366253f), TLanes.Broadcast(0.041667443f));
        TLanes quotient = TLanes.MultiplyAdd(r2, TLanes.MultiplyAdd(r2, TLanes.Broadcast(0.0013869948f), c23), c01);
        return TLanes.MultiplyAdd(r2, quotient, r);
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
