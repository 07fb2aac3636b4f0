using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <content>The activations that are straight lines with kinks; at a kink the derivative is that of the flatter side, as in PyTorch.</content>
public static partial class Activations
{
    // Its product with 6 rounds to 1.
    private const float Sixth = 1f / 6;

    /// <summary>z for z &gt; 0, otherwise slope·z, correctly rounded; its backward pass is <see cref="Runtime.PRelu"/>.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    /// <param name="slope">The learned slope, in every lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes PRelu<TLanes>(TLanes z, TLanes slope)
        where TLanes : struct, ILanes<TLanes> => TLanes.SelectGreater(z, TLanes.Zero, z, z * slope);

    /// <summary>min(6, max(0, z)), exactly; a zero may have either sign.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Relu6<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => TLanes.Min(TLanes.Broadcast(6f), TLanes.Max(TLanes.Zero, z));

    /// <summary>dLoss/dz of <see cref="Relu6"/>: the gradient where 0 &lt; a &lt; 6, otherwise 0.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="a">Activations a = φ(z).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Relu6Gradient<TLanes>(TLanes gradient, TLanes a)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes inside = a * (TLanes.Broadcast(6f) - a); // 0 at both ends, or NaN
        return TLanes.SelectGreater(inside, TLanes.Zero, gradient, inside * gradient);
    }

    /// <summary>min(1, max(−1, z)), exactly.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes HardTanh<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => TLanes.Max(TLanes.Broadcast(-1f), TLanes.Min(TLanes.Broadcast(1f), z));

    /// <summary>dLoss/dz of <see cref="HardTanh"/>: the gradient where |a| &lt; 1, otherwise 0.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="a">Activations a = φ(z).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes HardTanhGradient<TLanes>(TLanes gradient, TLanes a)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes inside = TLanes.Broadcast(1f) - TLanes.Abs(a); // 0 at both ends, or NaN
        return TLanes.SelectGreater(inside, TLanes.Zero, gradient, inside * gradient);
    }

    /// <summary>min(6, max(0, z + 3)) / 6. Largest error 1.5 ULP (measured against double).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes HardSigmoid<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => Relu6(z + TLanes.Broadcast(3f)) * TLanes.Broadcast(Sixth);

    /// <summary>dLoss/dz of <see cref="HardSigmoid"/>: gradient/6 where 0 &lt; a &lt; 1, otherwise 0.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="a">Activations a = φ(z).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes HardSigmoidGradient<TLanes>(TLanes gradient, TLanes a)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes inside = a * (TLanes.Broadcast(1f) - a); // 0 at both ends, or NaN
        return TLanes.SelectGreater(inside, TLanes.Zero, gradient * TLanes.Broadcast(Sixth), inside * gradient);
    }

    /// <summary>z·min(6, max(0, z + 3)) / 6; NaN for −∞, as in PyTorch. Largest error 2.5 ULP (measured against double).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes HardSwish<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => z * HardSigmoid(z);

    /// <summary>dLoss/dz of <see cref="HardSwish"/>: gradient·(z/3 + ½) where |z| &lt; 3, the gradient above, 0 below.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes HardSwishGradient<TLanes>(TLanes gradient, TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes three = TLanes.Broadcast(3f);
        TLanes third = TLanes.Broadcast(1f / 3);
        TLanes inside = TLanes.MultiplyAdd(z, third, TLanes.Broadcast(0.5f));
        TLanes above = TLanes.Min(three, z) * third; // 1 or NaN
        TLanes below = TLanes.SelectGreater(z, TLanes.Zero - three, inside, TLanes.Zero);
        return gradient * TLanes.SelectGreater(three, z, below, above);
    }
}
