using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// The logistic function and tanh for the gates of recurrent layers, whose steps wait for each other: the exponent is reduced in one rounding, which costs digits only where the
/// function is flat. Errors are below 2·10⁻⁷, relative to 1.
/// </summary>
internal static class GateFunctions
{
    // (2ᶠ − 1) / f, its largest error 3·10⁻⁷: tests/Layerwise.Tests/Activations/vectors/fit_gates.py.
    private const float C0 = 0.6931472f;
    private const float C1 = 0.24022349f;
    private const float C2 = 0.05550333f;
    private const float C3 = 0.009666373f;
    private const float C4 = 0.0013400437f;

    /// <summary>1 / (1 + e⁻ᶻ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        // Further out a power of two would overflow. Operands in this order keep NaN.
        z = TLanes.Max(TLanes.Broadcast(-86f), TLanes.Min(TLanes.Broadcast(86f), z));
        TLanes p = PowerM1(z, -Exponential.Log2E, out TLanes power);
        TLanes one = TLanes.Broadcast(1f);
        return one / TLanes.MultiplyAdd(p, power, power + one);
    }

    /// <summary>tanh(z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        z = TLanes.Max(TLanes.Broadcast(-10f), TLanes.Min(TLanes.Broadcast(10f), z));
        TLanes p = PowerM1(z, 2 * Exponential.Log2E, out TLanes power);
        TLanes one = TLanes.Broadcast(1f);
        return TLanes.MultiplyAdd(p, power, power - one) / TLanes.MultiplyAdd(p, power, power + one);
    }

    // 2ᶠ − 1, where f is what the nearest whole number n leaves of z·scale; and 2ⁿ. Estrin's scheme: the next step waits for this chain.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes PowerM1<TLanes>(TLanes z, float scale, out TLanes power)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes n = Exponential.NearestWhole(z, scale);
        TLanes f = (z * TLanes.Broadcast(scale)) - n;
        power = TLanes.PowerOfTwo(n);
        TLanes f2 = f * f;
        TLanes c12 = TLanes.MultiplyAdd(f, TLanes.Broadcast(C2), TLanes.Broadcast(C1));
        TLanes c34 = TLanes.MultiplyAdd(f, TLanes.Broadcast(C4), TLanes.Broadcast(C3));
        return TLanes.MultiplyAdd(f2, TLanes.MultiplyAdd(f2, c34, c12), f * TLanes.Broadcast(C0));
    }
}
