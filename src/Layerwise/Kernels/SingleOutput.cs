using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// y = φ(x·w + b) of one sample through a layer with one output: products of whole registers, which are summed up across the register once, where a lane for
/// each output would use one of them. 4 partial sums hide the latency of the multiply-adds.
/// </summary>
/// <typeparam name="TLanes">The registers.</typeparam>
/// <typeparam name="TShape">The layer's sizes.</typeparam>
internal static class SingleOutput<TLanes, TShape>
    where TLanes : struct, ILanes<TLanes>
    where TShape : struct, IDenseShape
{
    /// <summary>From inputs in memory to the output in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TPhi>(ref float inputs, ref float parameters, ref float scales, ref float output, float slope)
        where TPhi : struct, IPhi
    {
        float z = PreActivation(ref inputs, ref parameters);

        // One number needs no wide division.
        if (TLanes.Count > 4) Activate<Lanes4, TPhi>(z, ref scales, ref output, slope);
        else Activate<TLanes, TPhi>(z, ref scales, ref output, slope);
    }

    /// <summary>From inputs in a register, which holds all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float PreActivation(TLanes inputs, ref float parameters)
    {
        TLanes products = inputs * TLanes.Load(ref parameters, 0);
        if (TShape.FanIn < TLanes.Count) products = TLanes.KeepFirst(products, TShape.FanIn, 0f);
        return Biased(TLanes.Sum(products), ref parameters);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Activate<TNarrow, TPhi>(float preActivation, ref float scales, ref float output, float slope)
        where TNarrow : struct, ILanes<TNarrow>
        where TPhi : struct, IPhi
    {
        TNarrow z = TPhi.Scale(TNarrow.Broadcast(preActivation), ref scales, 0, 1);
        if (TPhi.IsRowwise) TNarrow.Store(TPhi.Row(z, 1), ref output, 0, 1);
        else TNarrow.Store(TPhi.Value(z, slope), ref output, 0, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float PreActivation(ref float inputs, ref float parameters)
    {
        TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        nint a = 0;
        for (; a <= TShape.FanIn - (4 * TLanes.Count); a += 4 * TLanes.Count)
        {
            s0 = TLanes.MultiplyAdd(TLanes.Load(ref inputs, a), ref parameters, a, s0);
            s1 = TLanes.MultiplyAdd(TLanes.Load(ref inputs, a + TLanes.Count), ref parameters, a + TLanes.Count, s1);
            s2 = TLanes.MultiplyAdd(TLanes.Load(ref inputs, a + (2 * TLanes.Count)), ref parameters, a + (2 * TLanes.Count), s2);
            s3 = TLanes.MultiplyAdd(TLanes.Load(ref inputs, a + (3 * TLanes.Count)), ref parameters, a + (3 * TLanes.Count), s3);
        }

        int registers = TShape.FanIn / TLanes.Count % 4;
        if (registers > 0) s0 = TLanes.MultiplyAdd(TLanes.Load(ref inputs, a), ref parameters, a, s0);
        if (registers > 1) s1 = TLanes.MultiplyAdd(TLanes.Load(ref inputs, a + TLanes.Count), ref parameters, a + TLanes.Count, s1);
        if (registers > 2) s2 = TLanes.MultiplyAdd(TLanes.Load(ref inputs, a + (2 * TLanes.Count)), ref parameters, a + (2 * TLanes.Count), s2);

        // Behind the last weight is what must not take part, not even times 0: it may be infinite.
        int rest = TShape.FanIn % TLanes.Count;
        if (rest != 0)
        {
            nint last = TShape.FanIn - rest;
            s3 = TLanes.MultiplyAdd(TLanes.Load(ref inputs, last, rest, 0f), TLanes.KeepFirst(TLanes.Load(ref parameters, last), rest, 0f), s3);
        }

        return Biased(TLanes.Sum((s0 + s1) + (s2 + s3)), ref parameters);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Biased(float sum, ref float parameters) => TShape.HasBias ? sum + Unsafe.Add(ref parameters, TShape.FanIn) : sum;
}
