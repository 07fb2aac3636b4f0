using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// Σ x·W + b over windows that end at a step: what lies before the steps of a call is in the ring of a <see cref="StepHistory"/>. The sums of a step are added up in the same order
/// wherever it comes in its block: one register of filters in 4 partial sums, two in 2 each.
/// </summary>
/// <typeparam name="TLanes">The registers.</typeparam>
/// <typeparam name="TShape">The convolution, at a single position.</typeparam>
internal static class StepWindow<TLanes, TShape>
    where TLanes : struct, ILanes<TLanes>
    where TShape : struct, IConvolutionShape
{
    /// <summary>One step, one register of filters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes One(ref float inputs, ref float parameters, ref float ring, int oldest, int step, int part, nint column)
    {
        TLanes s0 = Initial(ref parameters, column), s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        nint b = column;
        for (int tap = 0; tap < TShape.KernelWidth; tap++)
        {
            ref float x = ref Seen(ref inputs, ref ring, oldest, step, tap, part);
            nint a = 0;
            for (; a <= Patch<TShape>.PartChannels - 4; a += 4, b += 4 * TShape.Filters)
            {
                s0 = TLanes.MultiplyAdd(TLanes.Broadcast(ref x, a), ref parameters, b, s0);
                s1 = TLanes.MultiplyAdd(TLanes.Broadcast(ref x, a + 1), ref parameters, b + TShape.Filters, s1);
                s2 = TLanes.MultiplyAdd(TLanes.Broadcast(ref x, a + 2), ref parameters, b + (2 * TShape.Filters), s2);
                s3 = TLanes.MultiplyAdd(TLanes.Broadcast(ref x, a + 3), ref parameters, b + (3 * TShape.Filters), s3);
            }

            if (Patch<TShape>.PartChannels % 4 > 0) s0 = TLanes.MultiplyAdd(TLanes.Broadcast(ref x, a), ref parameters, b, s0);
            if (Patch<TShape>.PartChannels % 4 > 1) s1 = TLanes.MultiplyAdd(TLanes.Broadcast(ref x, a + 1), ref parameters, b + TShape.Filters, s1);
            if (Patch<TShape>.PartChannels % 4 > 2) s2 = TLanes.MultiplyAdd(TLanes.Broadcast(ref x, a + 2), ref parameters, b + (2 * TShape.Filters), s2);
            b += Patch<TShape>.PartChannels % 4 * TShape.Filters;
        }

        return Sum(s0, s1, s2, s3);
    }

    /// <summary>Two steps, one register of filters: weights are loaded once for both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Two(ref float inputs, ref float parameters, ref float ring, int oldest, int step, int part, nint column, out TLanes next)
    {
        TLanes s0 = Initial(ref parameters, column), s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        TLanes t0 = s0, t1 = TLanes.Zero, t2 = TLanes.Zero, t3 = TLanes.Zero;
        TLanes w;
        nint b = column;
        for (int tap = 0; tap < TShape.KernelWidth; tap++)
        {
            ref float x = ref Seen(ref inputs, ref ring, oldest, step, tap, part);
            ref float y = ref Seen(ref inputs, ref ring, oldest, step + 1, tap, part);
            nint a = 0;
            for (; a <= Patch<TShape>.PartChannels - 4; a += 4, b += 4 * TShape.Filters)
            {
                w = TLanes.Load(ref parameters, b);
                s0 = TLanes.MultiplyAddBroadcast(w, ref x, a, s0);
                t0 = TLanes.MultiplyAddBroadcast(w, ref y, a, t0);
                w = TLanes.Load(ref parameters, b + TShape.Filters);
                s1 = TLanes.MultiplyAddBroadcast(w, ref x, a + 1, s1);
                t1 = TLanes.MultiplyAddBroadcast(w, ref y, a + 1, t1);
                w = TLanes.Load(ref parameters, b + (2 * TShape.Filters));
                s2 = TLanes.MultiplyAddBroadcast(w, ref x, a + 2, s2);
                t2 = TLanes.MultiplyAddBroadcast(w, ref y, a + 2, t2);
                w = TLanes.Load(ref parameters, b + (3 * TShape.Filters));
                s3 = TLanes.MultiplyAddBroadcast(w, ref x, a + 3, s3);
                t3 = TLanes.MultiplyAddBroadcast(w, ref y, a + 3, t3);
            }

            if (Patch<TShape>.PartChannels % 4 > 0)
            {
                w = TLanes.Load(ref parameters, b);
                s0 = TLanes.MultiplyAddBroadcast(w, ref x, a, s0);
                t0 = TLanes.MultiplyAddBroadcast(w, ref y, a, t0);
            }

            if (Patch<TShape>.PartChannels % 4 > 1)
            {
                w = TLanes.Load(ref parameters, b + TShape.Filters);
                s1 = TLanes.MultiplyAddBroadcast(w, ref x, a + 1, s1);
                t1 = TLanes.MultiplyAddBroadcast(w, ref y, a + 1, t1);
            }

            if (Patch<TShape>.PartChannels % 4 > 2)
            {
                w = TLanes.Load(ref parameters, b + (2 * TShape.Filters));
                s2 = TLanes.MultiplyAddBroadcast(w, ref x, a + 2, s2);
                t2 = TLanes.MultiplyAddBroadcast(w, ref y, a + 2, t2);
            }

            b += Patch<TShape>.PartChannels % 4 * TShape.Filters;
        }

        next = Sum(t0, t1, t2, t3);
        return Sum(s0, s1, s2, s3);
    }

    /// <summary>One step, two registers of filters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes OneByTwo(ref float inputs, ref float parameters, ref float ring, int oldest, int step, int part, nint column, out TLanes beside)
    {
        TLanes s0 = Initial(ref parameters, column), s1 = TLanes.Zero;
        TLanes t0 = Initial(ref parameters, column + TLanes.Count), t1 = TLanes.Zero;
        TLanes x0;
        nint b = column;
        for (int tap = 0; tap < TShape.KernelWidth; tap++)
        {
            ref float x = ref Seen(ref inputs, ref ring, oldest, step, tap, part);
            nint a = 0;
            for (; a <= Patch<TShape>.PartChannels - 2; a += 2, b += 2 * TShape.Filters)
            {
                x0 = TLanes.Broadcast(ref x, a);
                s0 = TLanes.MultiplyAdd(x0, ref parameters, b, s0);
                t0 = TLanes.MultiplyAdd(x0, ref parameters, b + TLanes.Count, t0);
                x0 = TLanes.Broadcast(ref x, a + 1);
                s1 = TLanes.MultiplyAdd(x0, ref parameters, b + TShape.Filters, s1);
                t1 = TLanes.MultiplyAdd(x0, ref parameters, b + TShape.Filters + TLanes.Count, t1);
            }

            if (Patch<TShape>.PartChannels % 2 == 0) continue;
            x0 = TLanes.Broadcast(ref x, a);
            s0 = TLanes.MultiplyAdd(x0, ref parameters, b, s0);
            t0 = TLanes.MultiplyAdd(x0, ref parameters, b + TLanes.Count, t0);
            b += TShape.Filters;
        }

        beside = t0 + t1;
        return s0 + s1;
    }

    /// <summary>Two steps, two registers of filters: s and t are of the first step, u and v of the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes TwoByTwo(
        ref float inputs, ref float parameters, ref float ring, int oldest, int step, int part, nint column, out TLanes t, out TLanes u, out TLanes v)
    {
        TLanes s0 = Initial(ref parameters, column), s1 = TLanes.Zero, u0 = s0, u1 = TLanes.Zero;
        TLanes t0 = Initial(ref parameters, column + TLanes.Count), t1 = TLanes.Zero, v0 = t0, v1 = TLanes.Zero;
        TLanes w;
        nint b = column;
        for (int tap = 0; tap < TShape.KernelWidth; tap++)
        {
            ref float x = ref Seen(ref inputs, ref ring, oldest, step, tap, part);
            ref float y = ref Seen(ref inputs, ref ring, oldest, step + 1, tap, part);
            nint a = 0;
            for (; a <= Patch<TShape>.PartChannels - 2; a += 2, b += 2 * TShape.Filters)
            {
                w = TLanes.Load(ref parameters, b);
                s0 = TLanes.MultiplyAddBroadcast(w, ref x, a, s0);
                u0 = TLanes.MultiplyAddBroadcast(w, ref y, a, u0);
                w = TLanes.Load(ref parameters, b + TLanes.Count);
                t0 = TLanes.MultiplyAddBroadcast(w, ref x, a, t0);
                v0 = TLanes.MultiplyAddBroadcast(w, ref y, a, v0);
                w = TLanes.Load(ref parameters, b + TShape.Filters);
                s1 = TLanes.MultiplyAddBroadcast(w, ref x, a + 1, s1);
                u1 = TLanes.MultiplyAddBroadcast(w, ref y, a + 1, u1);
                w = TLanes.Load(ref parameters, b + TShape.Filters + TLanes.Count);
                t1 = TLanes.MultiplyAddBroadcast(w, ref x, a + 1, t1);
                v1 = TLanes.MultiplyAddBroadcast(w, ref y, a + 1, v1);
            }

            if (Patch<TShape>.PartChannels % 2 == 0) continue;
            w = TLanes.Load(ref parameters, b);
            s0 = TLanes.MultiplyAddBroadcast(w, ref x, a, s0);
            u0 = TLanes.MultiplyAddBroadcast(w, ref y, a, u0);
            w = TLanes.Load(ref parameters, b + TLanes.Count);
            t0 = TLanes.MultiplyAddBroadcast(w, ref x, a, t0);
            v0 = TLanes.MultiplyAddBroadcast(w, ref y, a, v0);
            b += TShape.Filters;
        }

        t = t0 + t1;
        u = u0 + u1;
        v = v0 + v1;
        return s0 + s1;
    }

    /// <summary>One step of a depthwise convolution, one register of its channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Own(ref float inputs, ref float parameters, ref float ring, int oldest, int step, nint column, int count)
    {
        TLanes s = Initial(ref parameters, column);
        for (int tap = 0; tap < TShape.KernelWidth; tap++)
        {
            ref float x = ref Seen(ref inputs, ref ring, oldest, step, tap, part: 0);
            s = TLanes.MultiplyAdd(TLanes.Load(ref x, column, count, 0f), ref parameters, (tap * TShape.Filters) + column, s);
        }

        return s;
    }

    // What a number of the window sees: one of the steps of this call, or one from before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float Seen(ref float inputs, ref float ring, int oldest, int step, int tap, int part)
    {
        int channel = part * Patch<TShape>.PartChannels;
        int at = step - ((TShape.KernelWidth - 1 - tap) * TShape.Dilation);
        if (at >= 0) return ref Unsafe.Add(ref inputs, ((nint)at * TShape.Channels) + channel);
        at += oldest;
        if (at < 0) at += TShape.Width - 1;
        return ref Unsafe.Add(ref ring, ((nint)at * TShape.Channels) + channel);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Initial(ref float parameters, nint column) =>
        TShape.HasBias ? TLanes.Load(ref parameters, (Patch<TShape>.Length * TShape.Filters) + column) : TLanes.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Sum(TLanes s0, TLanes s1, TLanes s2, TLanes s3) => Patch<TShape>.PartChannels switch
    {
        1 => s0,
        2 => s0 + s1,
        3 => (s0 + s1) + s2,
        _ => (s0 + s1) + (s2 + s3),
    };
}
