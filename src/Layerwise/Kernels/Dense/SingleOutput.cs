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
    // Not inlined: in a loop over samples, the JIT had no patience left for the sum across the register.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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

    /// <summary>
    /// Many samples, each a lane: z = x·w + b, or φ(z) where φ is cheap. Each sum begins with the bias and adds up in the order of the inputs, as in a tile, whose lanes would be
    /// idle but for one.
    /// </summary>
    /// <param name="inputs">[rows, fanIn], from 4 inputs on.</param>
    /// <param name="parameters">Weights and bias.</param>
    /// <param name="outputs">Receives [rows].</param>
    /// <param name="rows">At least a register's width.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ForwardColumns<TPhi>(ref float inputs, ref float parameters, ref float outputs, nint rows, float slope)
        where TPhi : struct, IPhi
    {
        // The last samples move back to end with the rows.
        for (nint next = 0; next < rows; next += TLanes.Count)
        {
            nint row = nint.Min(next, rows - TLanes.Count);
            ref float x = ref Unsafe.Add(ref inputs, row * TShape.FanIn);
            TLanes z = TLanes.Zero;
            if (TShape.HasBias) z = TLanes.Broadcast(ref parameters, TShape.FanIn);
            nint i = 0;
            for (; i <= TShape.FanIn - 4; i += 4)
            {
                TLanes.LoadColumns(ref Unsafe.Add(ref x, i), TShape.FanIn, out TLanes a, out TLanes b, out TLanes c, out TLanes d);
                z = TLanes.MultiplyAddBroadcast(a, ref parameters, i, z);
                z = TLanes.MultiplyAddBroadcast(b, ref parameters, i + 1, z);
                z = TLanes.MultiplyAddBroadcast(c, ref parameters, i + 2, z);
                z = TLanes.MultiplyAddBroadcast(d, ref parameters, i + 3, z);
            }

            if (TShape.FanIn % 4 > 0)
            {
                TLanes.LoadColumns(ref Unsafe.Add(ref x, TShape.FanIn - 4), TShape.FanIn, out _, out TLanes b, out TLanes c, out TLanes d);
                if (TShape.FanIn % 4 > 2) z = TLanes.MultiplyAddBroadcast(b, ref parameters, TShape.FanIn - 3, z);
                if (TShape.FanIn % 4 > 1) z = TLanes.MultiplyAddBroadcast(c, ref parameters, TShape.FanIn - 2, z);
                z = TLanes.MultiplyAddBroadcast(d, ref parameters, TShape.FanIn - 1, z);
            }

            TLanes.Store(TPhi.InTile(z, slope), ref outputs, row);
        }
    }

    /// <summary>dW = Xᵀ·dz, with an input in each lane; the order of the samples is that of a tile.</summary>
    /// <param name="inputs">[rows, fanIn], at least as many inputs as lanes.</param>
    /// <param name="deltas">dz [rows].</param>
    /// <param name="gradients">Receives [fanIn].</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void WeightGradients(ref float inputs, ref float deltas, ref float gradients, nint rows)
    {
        int width = Math.Min(4 * TLanes.Count, TShape.FanIn);
        for (nint next = 0; next < TShape.FanIn; next += width)
        {
            ref float x = ref Unsafe.Add(ref inputs, Panel.Start(next, TShape.FanIn, width));
            ref float gradient = ref Unsafe.Add(ref gradients, Panel.Start(next, TShape.FanIn, width));
            TLanes s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0;
            for (nint row = 0; row < rows; row++)
            {
                TLanes delta = TLanes.Broadcast(ref deltas, row);
                ref float of = ref Unsafe.Add(ref x, row * TShape.FanIn);
                s0 = TLanes.MultiplyAdd(delta, ref of, 0, s0);
                if (width > TLanes.Count) s1 = TLanes.MultiplyAdd(delta, ref of, Math.Min(TLanes.Count, width - TLanes.Count), s1);
                if (width > 2 * TLanes.Count) s2 = TLanes.MultiplyAdd(delta, ref of, Math.Min(2 * TLanes.Count, width - TLanes.Count), s2);
                if (width > 3 * TLanes.Count) s3 = TLanes.MultiplyAdd(delta, ref of, width - TLanes.Count, s3);
            }

            TLanes.Store(s0, ref gradient, 0);
            if (width > TLanes.Count) TLanes.Store(s1, ref gradient, Math.Min(TLanes.Count, width - TLanes.Count));
            if (width > 2 * TLanes.Count) TLanes.Store(s2, ref gradient, Math.Min(2 * TLanes.Count, width - TLanes.Count));
            if (width > 3 * TLanes.Count) TLanes.Store(s3, ref gradient, width - TLanes.Count);
        }
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
