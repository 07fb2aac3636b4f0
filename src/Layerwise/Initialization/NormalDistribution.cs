using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>N(0, 1) by Box and Muller (1958): a random radius √(−2·ln u) in a random direction. Its tails end at 5.9.</summary>
internal readonly struct NormalDistribution : IDistribution
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes First, TLanes Second) Draw<TWords, TLanes>(TWords a, TWords b)
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        // u in [2⁻²⁵, 1], most finely resolved near 0, where the tails come from.
        TLanes half = TLanes.Broadcast(0.5f);
        TLanes u = (UniformDistribution.FromWords<TWords, TLanes>(a) * half) + half;
        TLanes radius = TLanes.Sqrt(TLanes.Broadcast(-2f) * Logarithm.Log(u));

        // The direction is π·t, t in (−1, 1). With w = |t| − ½ it is ±(π·w + π/2), whose sine is ±cos(π·w) and whose cosine
        // is −sin(π·w); the minus doesn't matter to a symmetric distribution.
        TLanes t = UniformDistribution.FromWords<TWords, TLanes>(b);
        TLanes w = TLanes.Abs(t) - half;
        TLanes w2 = w * w;
        TLanes y = radius * CosineOfPi(w2);
        return (radius * (w * SineOfPiOverW(w2)), TLanes.SelectGreater(t, TLanes.Zero, y, TLanes.Zero - y));
    }

    // Coefficients of both: tests/Layerwise.Tests/Activations/vectors/fit_polynomials.py.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SineOfPiOverW<TLanes>(TLanes w2)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes sum = (w2 * TLanes.Broadcast(0.076433405f)) + TLanes.Broadcast(-0.5976253f);
        sum = (w2 * sum) + TLanes.Broadcast(2.5499578f);
        sum = (w2 * sum) + TLanes.Broadcast(-5.167702f);
        return (w2 * sum) + TLanes.Broadcast(3.1415925f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes CosineOfPi<TLanes>(TLanes w2)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes sum = (w2 * TLanes.Broadcast(-0.023963781f)) + TLanes.Broadcast(0.23468375f);
        sum = (w2 * sum) + TLanes.Broadcast(-1.3351616f);
        sum = (w2 * sum) + TLanes.Broadcast(4.0587053f);
        sum = (w2 * sum) + TLanes.Broadcast(-4.934802f);
        return (w2 * sum) + TLanes.Broadcast(1f);
    }
}
