using System.Runtime.CompilerServices;
using static Layerwise.Traits.GateCurve;

namespace Layerwise.Runtime;

/// <summary>
/// The logistic function and tanh for the gates of recurrent layers, whose steps wait for each other: a quotient of two polynomials, whose chain is shorter than that of an
/// exponential and a division behind it. Errors are below 4·10⁻⁷, relative to 1.
/// </summary>
internal static class GateFunctions
{
    /// <summary>1 / (1 + e⁻ᶻ) = ½ + ½·tanh(½·z), the halves in the coefficients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        z = Clamp(z, 2 * Reach);
        TLanes y = z * z;
        TLanes y2 = y * y;
        TLanes p = z * Polynomial(y, y2, P0 / 4, P1 / 16, P2 / 64, P3 / 256, P4 / 1024);
        return (p / Polynomial(y, y2, 1f, Q1 / 4, Q2 / 16, Q3 / 64, Q4 / 256)) + TLanes.Broadcast(0.5f);
    }

    /// <summary>tanh(z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        z = Clamp(z, Reach);
        TLanes y = z * z;
        TLanes y2 = y * y;
        return z * Polynomial(y, y2, P0, P1, P2, P3, P4) / Polynomial(y, y2, 1f, Q1, Q2, Q3, Q4);
    }

    // Operands in this order keep NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Clamp<TLanes>(TLanes z, float reach)
        where TLanes : struct, ILanes<TLanes> => TLanes.Max(TLanes.Broadcast(-reach), TLanes.Min(TLanes.Broadcast(reach), z));

    // Estrin's scheme: the next step waits for this chain.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Polynomial<TLanes>(TLanes y, TLanes y2, float c0, float c1, float c2, float c3, float c4)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes c01 = TLanes.MultiplyAdd(y, TLanes.Broadcast(c1), TLanes.Broadcast(c0));
        TLanes c23 = TLanes.MultiplyAdd(y, TLanes.Broadcast(c3), TLanes.Broadcast(c2));
        return TLanes.MultiplyAdd(y2, TLanes.MultiplyAdd(y2, TLanes.Broadcast(c4), c23), c01);
    }
}
