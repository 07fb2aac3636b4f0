using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>−y·ln a − (1 − y)·ln(1 − a).</summary>
internal readonly struct BinaryCrossEntropyTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        CrossEntropyTerm part = default;
        return part.Loss(a, y) + part.Loss(one - a, one - y);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        (a - y) / CrossEntropyTerm.ClampedDenominator(a * (TLanes.Broadcast(1f) - a));
}

/// <summary>Binary cross-entropy after a sigmoid, whose derivative with respect to the pre-activation is a − y.</summary>
internal readonly struct SigmoidBinaryCrossEntropyTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => default(BinaryCrossEntropyTerm).Loss(a, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => a - y;
}

/// <summary>Binary cross-entropy of σ(a), as max(a, 0) − a·y + ln(1 + e^−|a|): nothing overflows and no tail is lost.</summary>
internal readonly struct LogitBinaryCrossEntropyTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        TLanes e = Exponential.Exp(TLanes.Zero - TLanes.Abs(a));

        // ln(1 + e) with the rounding error of 1 + e divided out again (Kahan); where 1 + e rounds to 1 it is e.
        TLanes sum = one + e;
        TLanes tail = TLanes.SelectGreater(sum, one, Logarithm.Log(sum) * (e / (sum - one)), e);
        return (TLanes.Max(TLanes.Zero, a) - (a * y)) + tail;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => Activations.Sigmoid(a) - y;
}

/// <summary>max(0, 1 − y·a); where both are 0 the derivative is −y, as in Keras.</summary>
internal readonly struct HingeTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Max(TLanes.Zero, TLanes.Broadcast(1f) - (y * a));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes zero = TLanes.Zero;
        TLanes lack = TLanes.Broadcast(1f) - (y * a);
        TLanes slope = zero - y;
        return TLanes.SelectGreater(lack, zero, slope, TLanes.SelectGreater(zero, lack, zero, slope + lack)); // lack is 0 or NaN
    }
}
