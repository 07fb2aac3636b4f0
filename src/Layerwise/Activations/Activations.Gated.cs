using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <content>
/// The activations z·g(z) with a gate g between 0 and 1. They fall before they rise, so that two z have one a, and the gradients need z.
/// −∞ gives NaN (it is ∞·0), as in PyTorch.
/// </content>
public static partial class Activations
{
    // √(2/π) and the coefficient of z³ in Hendrycks & Gimpel 2016.
    private const float RootOfTwoOverPi = 0.79788456f;
    private const float Cubic = 0.044715f;

    // Beyond it the gate of GeluTanh is 0 or 1 to the last bit.
    private const float WidestGeluTanh = 12f;

    /// <summary>
    /// z·Φ(z), Φ the cumulative normal distribution (Hendrycks &amp; Gimpel 2016). Largest error 7 ULP (4.5 with fused multiply-adds) while Φ is a
    /// normal number (z &gt; −12.9), 10⁻⁴³ below (measured against double).
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gelu<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => z * Gaussian.Cumulative(z, out _);

    /// <summary>dLoss/dz of <see cref="Gelu"/>: gradient·(Φ(z) + z·Φ′(z)).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes GeluGradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes cumulative = Gaussian.Cumulative(z, out TLanes density);
        return gradient * TLanes.MultiplyAdd(z, density, cumulative);
    }

    /// <summary>
    /// z·½·(1 + tanh(√(2/π)·(z + 0.044715·z³))), the approximation of <see cref="Gelu"/> that GPT-2 was trained with. Largest error 5 ULP for
    /// z &gt; −2; further left, where the rounded cube is the exponent of a power of e, 150 ULP while the gate is a normal number (z &gt; −9.9), 10⁻⁴³
    /// below (measured against double).
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes GeluTanh<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => z * Sigmoid(GeluTanhExponent(Clamped(z), out _));

    /// <summary>dLoss/dz of <see cref="GeluTanh"/>: the gradient times its exact derivative.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes GeluTanhGradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        z = Clamped(z);
        TLanes gate = Gate(GeluTanhExponent(z, out TLanes rise), out TLanes gateDerivative);
        return gradient * TLanes.MultiplyAdd(z * rise, gateDerivative, gate);
    }

    /// <summary>
    /// z / (1 + e⁻ᶻ), also called swish (Elfwing et al. 2018). Largest error 3 ULP while eᶻ is a normal number (z &gt; −87.3), 10⁻⁴³ below
    /// (measured against double).
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Silu<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => z * Sigmoid(z);

    /// <summary>dLoss/dz of <see cref="Silu"/>: gradient·σ·(1 + z·(1 − σ)), σ the sigmoid of z.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SiluGradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes gate = Gate(z, out TLanes gateDerivative);
        return gradient * TLanes.MultiplyAdd(z, gateDerivative, gate);
    }

    /// <summary>
    /// z·tanh(ln(1 + eᶻ)) (Misra 2019). Largest error 3.5 ULP while eᶻ is a normal number (z &gt; −87.3), 10⁻⁴³ below (measured against double).
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Mish<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        // With n = e²ᶻ + 2eᶻ the gate is n/(n + 2): no logarithm, no cancellation.
        TLanes two = TLanes.Broadcast(2f);
        TLanes e = Exponential.Exp(BelowMishLimit(z));
        TLanes n = e * (e + two);
        return z * (n / (n + two));
    }

    /// <summary>dLoss/dz of <see cref="Mish"/>: the gradient times its exact derivative.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes MishGradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        // The gate n/(n + 2) of Mish has the derivative 4·e·(e + 1)/(n + 2)².
        z = BelowMishLimit(z);
        TLanes two = TLanes.Broadcast(2f);
        TLanes e = Exponential.Exp(z);
        TLanes n = e * (e + two);
        TLanes scale = TLanes.Broadcast(1f) / (n + two);
        TLanes four = TLanes.Broadcast(4f);
        TLanes gateDerivative = four * TLanes.MultiplyAdd(e, e, e) * (scale * scale);
        return gradient * TLanes.MultiplyAdd(z, gateDerivative, n * scale);
    }

    // Further right the gate rounds to 1, and the square would overflow. Operands in this order keep NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes BelowMishLimit<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => TLanes.Min(TLanes.Broadcast(20f), z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Clamped<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Max(TLanes.Broadcast(-WidestGeluTanh), TLanes.Min(TLanes.Broadcast(WidestGeluTanh), z));

    // ½·(1 + tanh u) is the sigmoid of 2u; that is what this returns, and its derivative with respect to z.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes GeluTanhExponent<TLanes>(TLanes z, out TLanes rise)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes slope = TLanes.Broadcast(2 * RootOfTwoOverPi);
        TLanes square = z * z;
        rise = TLanes.MultiplyAdd(square, TLanes.Broadcast(6 * RootOfTwoOverPi * Cubic), slope);
        return z * TLanes.MultiplyAdd(square, TLanes.Broadcast(2 * RootOfTwoOverPi * Cubic), slope);
    }

    // The sigmoid and its derivative e/(1 + e)², e = e^−|x|, in which nothing cancels.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Gate<TLanes>(TLanes x, out TLanes derivative)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        TLanes e = Exponential.Exp(TLanes.Zero - TLanes.Abs(x));
        TLanes larger = one / (one + e);
        TLanes smaller = e * larger;
        derivative = smaller * larger;
        return TLanes.SelectGreater(x, TLanes.Zero, larger, smaller);
    }
}
