using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>The element-wise activations φ of <see cref="Activation"/>, on a group of pre-activations z.</summary>
/// <remarks>NaN in, NaN out, in every lane.</remarks>
public static class Activations
{
    /// <summary>max(0, z), exactly; 0 for −0.</summary>
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

    /// <summary>1 / (1 + e⁻ᶻ).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        return one / (one + Exponential.Exp(TLanes.Zero - z));
    }

    /// <summary>tanh(z).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> lanes = stackalloc float[16];
        TLanes.Store(z, ref lanes[0], 0);
        for (int i = 0; i < TLanes.Count; i++) lanes[i] = MathF.Tanh(lanes[i]);
        return TLanes.Load(ref lanes[0], 0);
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
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectGreater(a, TLanes.Zero, gradient, gradient * TLanes.Broadcast(slope));

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
