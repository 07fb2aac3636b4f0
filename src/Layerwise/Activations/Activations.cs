using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>The element-wise activations φ of <see cref="Activation"/>, on a group of pre-activations z.</summary>
/// <remarks>
/// NaN in, NaN out, in every lane. A gradient is the loss's derivative with respect to z from the one with respect to a = φ(z); it is computed from a where a tells it,
/// otherwise from z.
/// </remarks>
public static partial class Activations
{
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

    /// <summary>1 / (1 + e⁻ᶻ) over the whole range, subnormal results included. Largest error 3.5 ULP (measured against double).</summary>
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

    /// <summary>tanh(z); 0 for −0. Largest error 2.7 ULP (measured against double).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        // Further out the result rounds to ±1. Operands in this order keep NaN.
        z = TLanes.Max(TLanes.Broadcast(-10f), TLanes.Min(TLanes.Broadcast(10f), z));

        // tanh z = e/(e + 2) with e = e²ᶻ − 1: no cancellation near 0, one division. Both sums end together, because one sample waits for this chain. Adding up
        // 2ⁿ·r first would save 4 cycles more, but costs 0.1 ULP.
        TLanes n = Exponential.NearestWhole(z, 2 * Exponential.Log2E);
        TLanes p = Exponential.ReducedExpM1(z + z, n);
        TLanes power = TLanes.PowerOfTwo(n);
        TLanes one = TLanes.Broadcast(1f);
        return TLanes.MultiplyAdd(p, power, power - one) / TLanes.MultiplyAdd(p, power, power + one);
    }

    /// <summary>z / (1 + |z|); NaN for ±∞, as in PyTorch. Largest error 1.5 ULP (measured against double).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Softsign<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => z / (TLanes.Broadcast(1f) + TLanes.Abs(z));

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

    /// <summary>dLoss/dz of <see cref="Softsign"/>: gradient·(1 − |a|)².</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="a">Activations a = φ(z).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SoftsignGradient<TLanes>(TLanes gradient, TLanes a)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes distance = TLanes.Broadcast(1f) - TLanes.Abs(a);
        return gradient * (distance * distance);
    }
}
