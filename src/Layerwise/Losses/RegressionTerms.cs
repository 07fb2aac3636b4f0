using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>(a − y)².</summary>
internal readonly struct SquaredErrorTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => (a - y) * (a - y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => (a - y) + (a - y);
}

/// <summary>|a − y|; the derivative where they are equal is 0.</summary>
internal readonly struct AbsoluteErrorTerm : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Abs(a - y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes difference = a - y;
        TLanes zero = TLanes.Zero;
        TLanes one = TLanes.Broadcast(1f);
        return TLanes.SelectGreater(difference, zero, one, TLanes.SelectGreater(zero, difference, zero - one, difference)); // 0 or NaN
    }
}

/// <summary>½(a − y)² up to a distance of delta, and from there on the tangent delta·(|a − y| − ½delta).</summary>
internal readonly struct HuberTerm(float delta) : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes distance = TLanes.Abs(a - y);
        TLanes near = TLanes.Min(TLanes.Broadcast(delta), distance);
        return near * (distance - (TLanes.Broadcast(0.5f) * near));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Max(TLanes.Broadcast(-delta), TLanes.Min(TLanes.Broadcast(delta), a - y));
}

/// <summary><see cref="HuberTerm"/> divided by its delta, here named beta: the slope far out is 1.</summary>
internal readonly struct SmoothAbsoluteErrorTerm(float beta) : ILossTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes distance = TLanes.Abs(a - y);
        TLanes near = TLanes.Min(TLanes.Broadcast(beta), distance);
        return near / TLanes.Broadcast(beta) * (distance - (TLanes.Broadcast(0.5f) * near));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f);
        return TLanes.Max(TLanes.Zero - one, TLanes.Min(one, (a - y) / TLanes.Broadcast(beta)));
    }
}
