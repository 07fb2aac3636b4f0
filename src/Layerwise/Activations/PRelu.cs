using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>The backward pass of <see cref="Activation.PRelu"/>, whose slope is a parameter (He et al. 2015).</summary>
public static class PRelu
{
    /// <summary>dLoss/dz = g where z &gt; 0, otherwise slope·g; and dLoss/dslope, the sum of g·min(0, z).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradients">g = dLoss/da: [count].</param>
    /// <param name="preActivations">z: [count].</param>
    /// <param name="slope">The slope.</param>
    /// <param name="deltas">Receives dLoss/dz: [count]; may be <paramref name="gradients"/>.</param>
    /// <param name="slopeGradient">Receives dLoss/dslope.</param>
    /// <param name="count">Number of values, at least 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient<TLanes>(
        ref float gradients, ref float preActivations, ref float slope, ref float deltas, ref float slopeGradient, nint count)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes negativeSlope = TLanes.Broadcast(ref slope, 0);
        TLanes sum = TLanes.Zero;
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes g = TLanes.Load(ref gradients, i);
            TLanes z = TLanes.Load(ref preActivations, i);
            sum = TLanes.MultiplyAdd(g, TLanes.Min(TLanes.Zero, z), sum);
            TLanes.Store(Delta(g, z, negativeSlope), ref deltas, i);
        }

        int left = (int)(count - i);
        if (left > 0)
        {
            TLanes g = TLanes.Load(ref gradients, i, left, 0f);
            TLanes z = TLanes.Load(ref preActivations, i, left, 0f);
            sum = TLanes.MultiplyAdd(g, TLanes.Min(TLanes.Zero, z), sum);
            TLanes.Store(Delta(g, z, negativeSlope), ref deltas, i, left);
        }

        slopeGradient = TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Delta<TLanes>(TLanes gradient, TLanes z, TLanes slope)
        where TLanes : struct, ILanes<TLanes> => gradient * TLanes.SelectGreater(z, TLanes.Zero, TLanes.Broadcast(1f), slope);
}
