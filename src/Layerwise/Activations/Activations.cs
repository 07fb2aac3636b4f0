using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>The element-wise activations φ of <see cref="Activation"/>, on a group of pre-activations z.</summary>
/// <remarks>NaN in, NaN out, in every lane.</remarks>
public static class Activations
{
    // ln 2/2 in two parts: the first has 12 bits, so its product with a small whole number is exact.
    private const float HalfLn2High = 0.34655762f;
    private const float HalfLn2Low = 1.5973092E-05f;

    /// <summary>max(0, z), exactly; a zero may have either sign.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Relu<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => TLanes.Max(TLanes.Zero, z);

    /// <summary>z for z &gt; 0, otherwise slope·z, correctly rounded.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    /// <param name="slope">Negative slope: finite, at least 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LeakyRelu<TLanes>(TLanes z, float slope)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectGreater(z, TLanes.Zero, z, z * TLanes.Broadcast(slope));

    /// <summary>1 / (1 + e⁻ᶻ) over the whole range, subnormal results included. Largest error 3.1 ULP (measured against double).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        // e to a number that is never positive can't overflow: eᶻ/(1 + eᶻ) on the left half keeps the tail below 10⁻³⁸.
        TLanes one = TLanes.Broadcast(1f);
        TLanes e = Exponential.Exp(TLanes.Min(TLanes.Zero - z, z));
        return TLanes.SelectGreater(z, TLanes.Zero, one, e) / (one + e);
    }

    /// <summary>tanh(z); 0 for −0. Largest error 2.5 ULP (measured against double).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        // Further out the result rounds to ±1. Operands in this order keep NaN.
        z = TLanes.Max(TLanes.Broadcast(-10f), TLanes.Min(TLanes.Broadcast(10f), z));

        // tanh z = e/(e + 2) with e = e²ᶻ − 1, which is taken as p·2ⁿ + (2ⁿ − 1), p = e²ʳ − 1, z = n·ln 2/2 + r: no
        // cancellation near 0, one division.
        TLanes rounder = TLanes.Broadcast(Exponential.Rounder);
        TLanes n = TLanes.MultiplyAdd(z, TLanes.Broadcast(2 * Exponential.Log2E), rounder) - rounder;
        TLanes r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-HalfLn2High), z);
        r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-HalfLn2Low), r);

        // Coefficients: tests/Layerwise.Tests/Activations/vectors/fit_polynomials.py.
        TLanes r2 = r * r;
        TLanes c01 = TLanes.MultiplyAdd(r, TLanes.Broadcast(1.3333237f), TLanes.Broadcast(1.9999999f));
        TLanes c23 = TLanes.MultiplyAdd(r, TLanes.Broadcast(0.2677201f), TLanes.Broadcast(0.6666791f));
        TLanes quotient = TLanes.MultiplyAdd(r2, TLanes.MultiplyAdd(r2, TLanes.Broadcast(0.08876767f), c23), c01);
        TLanes p = TLanes.MultiplyAdd(r2, quotient, r + r);

        TLanes power = TLanes.PowerOfTwo(n);
        TLanes e = TLanes.MultiplyAdd(p, power, power - TLanes.Broadcast(1f));
        return e / (e + TLanes.Broadcast(2f));
    }

    /// <summary>dLoss/dz of <see cref="Relu"/>: the gradient where a &gt; 0, otherwise 0; so the derivative at z = 0 is 0.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="a">Activations a = φ(z).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ReluGradient<TLanes>(TLanes gradient, TLanes a)
        where TLanes : struct, ILanes<TLanes> => TLanes.SelectGreater(a, TLanes.Zero, gradient, a * gradient);

    /// <summary>dLoss/dz of <see cref="LeakyRelu"/>: the gradient where a &gt; 0, otherwise slope·gradient.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="a">Activations a = φ(z).</param>
    /// <param name="slope">Negative slope: finite, at least 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LeakyReluGradient<TLanes>(TLanes gradient, TLanes a, float slope)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes zero = TLanes.Zero;
        TLanes shrunk = gradient * TLanes.Broadcast(slope);
        return TLanes.SelectGreater(a, zero, gradient, TLanes.SelectGreater(zero, a, shrunk, shrunk + a)); // a is 0 or NaN
    }

    /// <summary>dLoss/dz of <see cref="Sigmoid"/>: gradient·a·(1 − a).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="a">Activations a = φ(z).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SigmoidGradient<TLanes>(TLanes gradient, TLanes a)
        where TLanes : struct, ILanes<TLanes> => gradient * (a * (TLanes.Broadcast(1f) - a));

    /// <summary>dLoss/dz of <see cref="Tanh"/>: gradient·(1 − a²).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="a">Activations a = φ(z).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes TanhGradient<TLanes>(TLanes gradient, TLanes a)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        return gradient * ((one - a) * (one + a));
    }
}
