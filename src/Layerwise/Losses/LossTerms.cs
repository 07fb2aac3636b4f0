using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>(a − y)².</summary>
internal readonly struct SquaredErrorTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => (a - y) * (a - y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => (a - y) + (a - y);
}

/// <summary>−y·ln a.</summary>
internal readonly struct CrossEntropyTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Zero - (y * ClampedLog(a));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gradient<TLanes>(TLanes a, TLanes y)
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

/// <summary>−y·a, where a is the logarithm of a probability.</summary>
internal readonly struct NegativeLogLikelihoodTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Zero - (y * a);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Zero - y;
}

/// <summary>−y·ln a − (1 − y)·ln(1 − a).</summary>
internal readonly struct BinaryCrossEntropyTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        return CrossEntropyTerm.Loss(a, y) + CrossEntropyTerm.Loss(one - a, one - y);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        (a - y) / CrossEntropyTerm.ClampedDenominator(a * (TLanes.Broadcast(1f) - a));
}

/// <summary>Binary cross-entropy after a sigmoid, whose derivative by the pre-activation is a − y.</summary>
internal readonly struct SigmoidBinaryCrossEntropyTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => BinaryCrossEntropyTerm.Loss(a, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => a - y;
}
