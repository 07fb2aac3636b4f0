using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>The normal distribution of mean 0 and variance 1.</summary>
internal static class Gaussian
{
    // Beyond it the tail is 0 to the last subnormal bit.
    private const float Widest = 15f;

    private const float InverseRootOfTwoPi = 0.39894228f;

    // Adding and subtracting 1.5·2¹⁷ rounds to a multiple of 1/64: 10 bits up to 15, whose square is exact.
    private const float SixtyFourthsRounder = 196608f;

    /// <summary>Φ(z), with a small relative error in the left tail too, and the density Φ′(z).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Any numbers; NaN gives NaN.</param>
    /// <param name="density">Φ′(z).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Cumulative<TLanes>(TLanes z, out TLanes density)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes distance = TLanes.Min(TLanes.Broadcast(Widest), TLanes.Abs(z));

        // e^(−distance²/2): as an exponent the square needs more digits than a float has.
        TLanes rounder = TLanes.Broadcast(SixtyFourthsRounder);
        TLanes coarse = (distance + rounder) - rounder;
        TLanes minusHalf = TLanes.Broadcast(-0.5f);
        TLanes low = minusHalf * (distance - coarse) * (distance + coarse);
        TLanes bell = Exponential.ExpOfSum(minusHalf * (coarse * coarse), low);

        density = bell * TLanes.Broadcast(InverseRootOfTwoPi);
        TLanes tail = bell * TailOverBell(distance);
        return TLanes.SelectGreater(z, TLanes.Zero, TLanes.Broadcast(1f) - tail, tail);
    }

    // A rational function of degrees 4 and 5 with positive coefficients, so that nothing cancels.
    // Coefficients: tests/Layerwise.Tests/Activations/vectors/fit_polynomials.py.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes TailOverBell<TLanes>(TLanes t)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes p = TLanes.MultiplyAdd(t, TLanes.Broadcast(0.004153258f), TLanes.Broadcast(0.040881317f));
        p = TLanes.MultiplyAdd(t, p, TLanes.Broadcast(0.18396969f));
        p = TLanes.MultiplyAdd(t, p, TLanes.Broadcast(0.43928418f));
        p = TLanes.MultiplyAdd(t, p, TLanes.Broadcast(0.5f));
        TLanes q = TLanes.MultiplyAdd(t, TLanes.Broadcast(0.010410563f), TLanes.Broadcast(0.102480374f));
        q = TLanes.MultiplyAdd(t, q, TLanes.Broadcast(0.47141016f));
        q = TLanes.MultiplyAdd(t, q, TLanes.Broadcast(1.2055506f));
        q = TLanes.MultiplyAdd(t, q, TLanes.Broadcast(1.6764534f));
        q = TLanes.MultiplyAdd(t, q, TLanes.Broadcast(1f));
        return p / q;
    }
}
