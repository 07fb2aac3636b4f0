using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <content>The activations that are exponential on the left and straight on the right.</content>
public static partial class Activations
{
    // Klambauer et al. 2017, where outputs of mean 0 and variance 1 reproduce themselves.
    private const float SeluScale = 1.0507009873554805f;
    private const float SeluScaledAlpha = 1.7580993408473766f;

    /// <summary>z for z &gt; 0, otherwise alpha·(eᶻ − 1). Largest error 2 ULP (measured against double).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    /// <param name="alpha">What the outputs approach on the left, negated: finite, at least 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Elu<TLanes>(TLanes z, float alpha)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectGreater(z, TLanes.Zero, z, Exponential.ExpM1(z) * TLanes.Broadcast(alpha));

    /// <summary>dLoss/dz of <see cref="Elu"/>: the gradient where a &gt; 0, otherwise gradient·(a + alpha).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="a">Activations a = φ(z).</param>
    /// <param name="alpha">What the outputs approach on the left, negated: finite, at least 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes EluGradient<TLanes>(TLanes gradient, TLanes a, float alpha)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectGreater(a, TLanes.Zero, gradient, gradient * (a + TLanes.Broadcast(alpha)));

    /// <summary>1.0507·z for z &gt; 0, otherwise 1.0507·1.6733·(eᶻ − 1). Largest error 2.5 ULP (measured against double).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Selu<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => TLanes.SelectGreater(
            z, TLanes.Zero, z * TLanes.Broadcast(SeluScale), Exponential.ExpM1(z) * TLanes.Broadcast(SeluScaledAlpha));

    /// <summary>dLoss/dz of <see cref="Selu"/>: 1.0507·gradient where a &gt; 0, otherwise gradient·(a + 1.0507·1.6733).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="a">Activations a = φ(z).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SeluGradient<TLanes>(TLanes gradient, TLanes a)
        where TLanes : struct, ILanes<TLanes> => gradient * TLanes.SelectGreater(
            a, TLanes.Zero, TLanes.Broadcast(SeluScale), a + TLanes.Broadcast(SeluScaledAlpha));

    /// <summary>ln(1 + eᶻ), without overflow. Largest error 2 ULP (measured against double).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Softplus<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Max(TLanes.Zero, z) + Logarithm.Log1P(Exponential.Exp(TLanes.Zero - TLanes.Abs(z)));

    /// <summary>dLoss/dz of <see cref="Softplus"/>: gradient·(1 − e⁻ᵃ), which is gradient times the sigmoid of z.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="a">Activations a = φ(z).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SoftplusGradient<TLanes>(TLanes gradient, TLanes a)
        where TLanes : struct, ILanes<TLanes> => gradient * (TLanes.Zero - Exponential.ExpM1(TLanes.Zero - a));
}
