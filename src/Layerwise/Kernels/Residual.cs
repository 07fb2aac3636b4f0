using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>Residual connections: what goes around some layers is added to what goes through them (He et al., "Deep residual learning for image recognition", 2016).</summary>
public static class Residual
{
    /// <summary>The sum of two values each.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="through">What went through the layers [count].</param>
    /// <param name="around">What goes around them [count].</param>
    /// <param name="sums">Receives the sums [count]; may be <paramref name="through"/>.</param>
    /// <param name="count">Number of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<TLanes>(ref float through, ref float around, ref float sums, nint count)
        where TLanes : struct, ILanes<TLanes>
    {
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count) TLanes.Store(TLanes.Load(ref through, i) + TLanes.Load(ref around, i), ref sums, i);
        if (i == count) return;
        int rest = (int)(count - i);
        TLanes.Store(TLanes.Load(ref through, i, rest, 0f) + TLanes.Load(ref around, i, rest, 0f), ref sums, i, rest);
    }

    /// <summary>The derivatives with respect to a sum, which are those with respect to each of its two parts.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="gradients">[count].</param>
    /// <param name="copies">Receives them [count].</param>
    /// <param name="count">Number of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<TLanes>(ref float gradients, ref float copies, nint count)
        where TLanes : struct, ILanes<TLanes>
    {
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count) TLanes.Store(TLanes.Load(ref gradients, i), ref copies, i);
        if (i == count) return;
        int rest = (int)(count - i);
        TLanes.Store(TLanes.Load(ref gradients, i, rest, 0f), ref copies, i, rest);
    }
}
