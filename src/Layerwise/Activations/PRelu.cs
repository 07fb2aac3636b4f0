using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// <see cref="Activation.PRelu"/>, whose slopes are parameters (He et al. 2015): the backward pass of one slope for the layer, and with a slope for each unit both passes, over the
/// rows of a layer.
/// </summary>
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

    /// <summary>a = z where z &gt; 0, otherwise slope·z, with a slope for each column.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="preActivations">z: [count, width], row-major.</param>
    /// <param name="slopes">[width].</param>
    /// <param name="activations">Receives a: [count, width]; may be <paramref name="preActivations"/>.</param>
    /// <param name="count">Number of rows, at least 0.</param>
    /// <param name="width">Values of a row, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<TLanes>(ref float preActivations, ref float slopes, ref float activations, nint count, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint row = 0; row < count; row++)
        {
            ref float z = ref Unsafe.Add(ref preActivations, row * width);
            ref float a = ref Unsafe.Add(ref activations, row * width);
            int i = 0;
            for (; i <= width - TLanes.Count; i += TLanes.Count) TLanes.Store(Activations.PRelu(TLanes.Load(ref z, i), TLanes.Load(ref slopes, i)), ref a, i);
            int left = width - i;
            if (left > 0) TLanes.Store(Activations.PRelu(TLanes.Load(ref z, i, left, 0f), TLanes.Load(ref slopes, i, left, 0f)), ref a, i, left);
        }
    }

    /// <summary>dLoss/dz = g where z &gt; 0, otherwise slope·g; and dLoss/dslope of each column, the sum of g·min(0, z) over its rows.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradients">g = dLoss/da: [count, width], row-major.</param>
    /// <param name="preActivations">z: [count, width].</param>
    /// <param name="slopes">[width].</param>
    /// <param name="deltas">Receives dLoss/dz: [count, width]; may be <paramref name="gradients"/>.</param>
    /// <param name="slopeGradients">Receives dLoss/dslope: [width].</param>
    /// <param name="count">Number of rows, at least 0.</param>
    /// <param name="width">Values of a row, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient<TLanes>(
        ref float gradients, ref float preActivations, ref float slopes, ref float deltas, ref float slopeGradients, nint count, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        int i = 0;
        for (; i <= width - TLanes.Count; i += TLanes.Count)
        {
            TLanes slope = TLanes.Load(ref slopes, i);
            TLanes sum = TLanes.Zero;
            nint at = i;
            for (nint row = 0; row < count; row++, at += width)
            {
                TLanes g = TLanes.Load(ref gradients, at);
                TLanes z = TLanes.Load(ref preActivations, at);
                sum = TLanes.MultiplyAdd(g, TLanes.Min(TLanes.Zero, z), sum);
                TLanes.Store(Delta(g, z, slope), ref deltas, at);
            }

            TLanes.Store(sum, ref slopeGradients, i);
        }

        int left = width - i;
        if (left == 0) return;
        TLanes lastSlope = TLanes.Load(ref slopes, i, left, 0f);
        TLanes lastSum = TLanes.Zero;
        nint place = i;
        for (nint row = 0; row < count; row++, place += width)
        {
            TLanes g = TLanes.Load(ref gradients, place, left, 0f);
            TLanes z = TLanes.Load(ref preActivations, place, left, 0f);
            lastSum = TLanes.MultiplyAdd(g, TLanes.Min(TLanes.Zero, z), lastSum);
            TLanes.Store(Delta(g, z, lastSlope), ref deltas, place, left);
        }

        TLanes.Store(lastSum, ref slopeGradients, i, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Delta<TLanes>(TLanes gradient, TLanes z, TLanes slope)
        where TLanes : struct, ILanes<TLanes> => gradient * TLanes.SelectGreater(z, TLanes.Zero, TLanes.Broadcast(1f), slope);
}
