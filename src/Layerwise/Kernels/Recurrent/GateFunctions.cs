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
        where TLanes : struct, ILanes<TLanes> => CentredSigmoid(z) + TLanes.Broadcast(0.5f);

    /// <summary>The same less ½: what waits for the quotient may add that to something else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes CentredSigmoid<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> =>
        Quotient(Clamp(z, 2 * Reach), Square(z, 2 * Reach), P0 / 4, P1 / 16, P2 / 64, P3 / 256, P4 / 1024, Q1 / 4, Q2 / 16, Q3 / 64, Q4 / 256);

    /// <summary>tanh(z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => Quotient(Clamp(z, Reach), Square(z, Reach), P0, P1, P2, P3, P4, Q1, Q2, Q3, Q4);

    /// <summary>A factor times tanh(z), as soon as that alone: it is a factor of the numerator.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes z, TLanes factor)
        where TLanes : struct, ILanes<TLanes> => Quotient(Clamp(z, Reach) * factor, Square(z, Reach), P0, P1, P2, P3, P4, Q1, Q2, Q3, Q4);

    // Operands in this order keep NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Clamp<TLanes>(TLanes z, float reach)
        where TLanes : struct, ILanes<TLanes> => TLanes.Max(TLanes.Broadcast(-reach), TLanes.Min(TLanes.Broadcast(reach), z));

    // That of what is clamped, without waiting for it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Square<TLanes>(TLanes z, float reach)
        where TLanes : struct, ILanes<TLanes> => TLanes.Min(TLanes.Broadcast(reach * reach), z * z);

    // x·P(y) / Q(y), by Estrin's scheme, with x inside the polynomial: the next step waits for this chain.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Quotient<TLanes>(TLanes x, TLanes y, float p0, float p1, float p2, float p3, float p4, float q1, float q2, float q3, float q4)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes y2 = y * y;
        TLanes p01 = TLanes.MultiplyAdd(y, TLanes.Broadcast(p1), TLanes.Broadcast(p0));
        TLanes p23 = TLanes.MultiplyAdd(y, TLanes.Broadcast(p3), TLanes.Broadcast(p2));
        TLanes q01 = TLanes.MultiplyAdd(y, TLanes.Broadcast(q1), TLanes.Broadcast(1f));
        TLanes q23 = TLanes.MultiplyAdd(y, TLanes.Broadcast(q3), TLanes.Broadcast(q2));
        TLanes p = TLanes.MultiplyAdd(x * y2, TLanes.MultiplyAdd(y2, TLanes.Broadcast(p4), p23), x * p01);
        return p / TLanes.MultiplyAdd(y2, TLanes.MultiplyAdd(y2, TLanes.Broadcast(q4), q23), q01);
    }
}
