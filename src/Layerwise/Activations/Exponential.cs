using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>eᶻ and ln x on a group of floats.</summary>
public static class Exponential
{
    /// <summary>eᶻ over the whole range of float.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Exponents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> lanes = stackalloc float[16];
        TLanes.Store(z, ref lanes[0], 0);
        for (int i = 0; i < TLanes.Count; i++) lanes[i] = MathF.Exp(lanes[i]);
        return TLanes.Load(ref lanes[0], 0);
    }

    /// <summary>ln x; −∞ for 0, NaN below.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="x">Numbers, at least 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> lanes = stackalloc float[16];
        TLanes.Store(x, ref lanes[0], 0);
        for (int i = 0; i < TLanes.Count; i++) lanes[i] = MathF.Log(lanes[i]);
        return TLanes.Load(ref lanes[0], 0);
    }
}
