using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>U(−1, 1): the 2²⁴ odd multiples of 2⁻²⁴, symmetric about 0.</summary>
internal readonly struct UniformDistribution : IDistribution
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes First, TLanes Second) Draw<TWords, TLanes>(TWords a, TWords b)
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes> => (FromWords<TWords, TLanes>(a), FromWords<TWords, TLanes>(b));

    /// <summary>One float from each word, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes FromWords<TWords, TLanes>(TWords words)
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes> =>
        (TWords.ToSigned24(words) + TLanes.Broadcast(0.5f)) * TLanes.Broadcast(1f / (1 << 23));
}
