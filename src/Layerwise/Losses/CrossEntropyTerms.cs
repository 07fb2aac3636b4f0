using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>−y·ln a.</summary>
internal readonly struct CrossEntropyTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Zero - (y * ClampedLog(a));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Zero - (y / ClampedDenominator(a));

    /// <summary>ln a, at least −100, so that 0·ln 0 is 0 and one impossible output does not make the mean infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes ClampedLog<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes> => TLanes.Max(TLanes.Broadcast(-100f), Logarithm.Log(a));

    /// <summary>The denominator of a gradient, at least 10⁻¹².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes ClampedDenominator<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes> => TLanes.Max(TLanes.Broadcast(1e-12f), a);
}

/// <summary>y·(ln y − ln a), which is 0 for y = 0.</summary>
internal readonly struct KullbackLeiblerTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => y * (CrossEntropyTerm.ClampedLog(y) - CrossEntropyTerm.ClampedLog(a));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => default(CrossEntropyTerm).Gradient(a, y);
}

/// <summary>−y·a, where a is the logarithm of a probability.</summary>
internal readonly struct NegativeLogLikelihoodTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Zero - (y * a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Zero - y;
}

/// <summary>y·(ln y − a), where a is the logarithm of a probability.</summary>
internal readonly struct LogKullbackLeiblerTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => y * (CrossEntropyTerm.ClampedLog(y) - a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Zero - y;
}
