using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// The kernels of long short-term memory. The gates of so many units as a register has lanes are summed up together and never stored: i, f, the candidate g and o, with
/// c' = f·c + i·g and h' = o·tanh(c'). What a row remembers is h and, behind it, c.
/// </summary>
/// <remarks>As those of <see cref="Gru"/>.</remarks>
public readonly partial struct Lstm : IRecurrentCell
{
    /// <inheritdoc/>
    static int IRecurrentCell.Gates => 4;

    /// <summary>Steps of inference, one after the other.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="inputs">x [steps, inputs].</param>
    /// <param name="parameters">W [inputs, 4, units], b [4, units], U [units, 4, units].</param>
    /// <param name="state">h and c [2, units], replaced.</param>
    /// <param name="outputs">Receives h' [steps, units].</param>
    /// <param name="steps">Number of steps, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Steps<TLanes, TShape>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        if (Recurrence.IsNarrow<TLanes>(TShape.Units)) StepsOfOne<Lanes8, TShape>(ref inputs, ref parameters, ref state, ref outputs, steps);
        else if (TShape.Units <= TLanes.Count) StepsOfOne<TLanes, TShape>(ref inputs, ref parameters, ref state, ref outputs, steps);
        else if (Recurrence.FitsEight<TLanes>(TShape.Units)) StepsOn<Lanes8, TShape>(ref inputs, ref parameters, ref state, ref outputs, steps);
        else StepsOn<TLanes, TShape>(ref inputs, ref parameters, ref state, ref outputs, steps);
    }

    // All units in one register: what a step leaves is in memory for the next one alone.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StepsOfOne<TLanes, TShape>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        ref float cell = ref Unsafe.Add(ref state, TShape.Units);
        ref float before = ref state;
        ref float h = ref outputs;
        for (int step = 0; step < steps; step++)
        {
            One<TLanes, TShape>(0, ref inputs, ref parameters, ref before, ref cell, ref h);
            before = ref h;
            h = ref Unsafe.Add(ref h, TShape.Units);
            inputs = ref Unsafe.Add(ref inputs, TShape.Inputs);
        }

        TLanes.Store(TLanes.Load(ref before, 0, TShape.Units, 0f), ref state, 0, TShape.Units);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StepsOn<TLanes, TShape>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        Unsafe.SkipInit(out GateSums<TLanes> gates);
        ref TLanes sums = ref Unsafe.As<GateSums<TLanes>, TLanes>(ref gates);
        ref float cell = ref Unsafe.Add(ref state, TShape.Units);
        ref float before = ref state;
        ref float h = ref outputs;
        for (int step = 0; ; step++)
        {
            int unit = 0;
            for (; unit <= TShape.Units - (3 * TLanes.Count); unit += 3 * TLanes.Count)
            {
                SumThree<TLanes, TShape>(unit, ref inputs, ref parameters, ref before, ref sums);
                Combine(ref sums, unit, count: 3, ref cell, ref h);
            }

            if (TShape.Units % (3 * TLanes.Count) >= 2 * TLanes.Count)
            {
                SumTwo<TLanes, TShape>(unit, ref inputs, ref parameters, ref before, ref sums);
                Combine(ref sums, unit, count: 2, ref cell, ref h);
                unit += 2 * TLanes.Count;
            }

            for (; unit < TShape.Units; unit += TLanes.Count) OneOfMany<TLanes, TShape>(unit, ref inputs, ref parameters, ref before, ref cell, ref h);
            before = ref h;
            if (step == steps - 1) break;
            h = ref Unsafe.Add(ref h, TShape.Units);
            inputs = ref Unsafe.Add(ref inputs, TShape.Inputs);
        }

        Recurrence.Copy<TLanes>(ref before, ref state, TShape.Units);
    }

    // One register of units, up to four partial sums of each gate.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<TLanes, TShape>(nint unit, ref float inputs, ref float parameters, ref float before, ref float cell, ref float outputs)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        ref float recurrent = ref Unsafe.Add(ref parameters, (TShape.Inputs + 1) * 4 * TShape.Units);
        nint a = 0, b = (TShape.Inputs * 4 * TShape.Units) + unit;
        TLanes i0 = TLanes.Load(ref parameters, b), i1 = TLanes.Zero, i2 = TLanes.Zero, i3 = TLanes.Zero;
        TLanes f0 = TLanes.Load(ref parameters, b + TShape.Units), f1 = TLanes.Zero, f2 = TLanes.Zero, f3 = TLanes.Zero;
        TLanes g0 = TLanes.Load(ref parameters, b + (2 * TShape.Units)), g1 = TLanes.Zero, g2 = TLanes.Zero, g3 = TLanes.Zero;
        TLanes o0 = TLanes.Load(ref parameters, b + (3 * TShape.Units)), o1 = TLanes.Zero, o2 = TLanes.Zero, o3 = TLanes.Zero;
        TLanes x;
        for (b = unit; a < TShape.Inputs; a++, b += 4 * TShape.Units)
        {
            x = TLanes.Broadcast(ref inputs, a);
            i0 = TLanes.MultiplyAdd(x, ref parameters, b, i0);
            f0 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units, f0);
            g0 = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units), g0);
            o0 = TLanes.MultiplyAdd(x, ref parameters, b + (3 * TShape.Units), o0);
        }

        for (a = 0, b = unit; a <= TShape.Units - 4; a += 4, b += 16 * TShape.Units)
        {
            x = TLanes.Broadcast(ref before, a);
            i0 = TLanes.MultiplyAdd(x, ref recurrent, b, i0);
            f0 = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units, f0);
            g0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units), g0);
            o0 = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units), o0);
            x = TLanes.Broadcast(ref before, a + 1);
            i1 = TLanes.MultiplyAdd(x, ref recurrent, b + (4 * TShape.Units), i1);
            f1 = TLanes.MultiplyAdd(x, ref recurrent, b + (5 * TShape.Units), f1);
            g1 = TLanes.MultiplyAdd(x, ref recurrent, b + (6 * TShape.Units), g1);
            o1 = TLanes.MultiplyAdd(x, ref recurrent, b + (7 * TShape.Units), o1);
            x = TLanes.Broadcast(ref before, a + 2);
            i2 = TLanes.MultiplyAdd(x, ref recurrent, b + (8 * TShape.Units), i2);
            f2 = TLanes.MultiplyAdd(x, ref recurrent, b + (9 * TShape.Units), f2);
            g2 = TLanes.MultiplyAdd(x, ref recurrent, b + (10 * TShape.Units), g2);
            o2 = TLanes.MultiplyAdd(x, ref recurrent, b + (11 * TShape.Units), o2);
            x = TLanes.Broadcast(ref before, a + 3);
            i3 = TLanes.MultiplyAdd(x, ref recurrent, b + (12 * TShape.Units), i3);
            f3 = TLanes.MultiplyAdd(x, ref recurrent, b + (13 * TShape.Units), f3);
            g3 = TLanes.MultiplyAdd(x, ref recurrent, b + (14 * TShape.Units), g3);
            o3 = TLanes.MultiplyAdd(x, ref recurrent, b + (15 * TShape.Units), o3);
        }

        for (; a < TShape.Units; a++, b += 4 * TShape.Units)
        {
            x = TLanes.Broadcast(ref before, a);
            i0 = TLanes.MultiplyAdd(x, ref recurrent, b, i0);
            f0 = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units, f0);
            g0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units), g0);
            o0 = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units), o0);
        }

        Combine((i0 + i1) + (i2 + i3), (f0 + f1) + (f2 + f3), (g0 + g1) + (g2 + g3), (o0 + o1) + (o2 + o3), ref cell, ref outputs, unit, TShape.Units - (int)unit);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OneOfMany<TLanes, TShape>(nint unit, ref float inputs, ref float parameters, ref float before, ref float cell, ref float outputs)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape => One<TLanes, TShape>(unit, ref inputs, ref parameters, ref before, ref cell, ref outputs);

    // Two registers of units, two partial sums of each gate.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumTwo<TLanes, TShape>(nint unit, ref float inputs, ref float parameters, ref float before, ref TLanes sums)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        ref float recurrent = ref Unsafe.Add(ref parameters, (TShape.Inputs + 1) * 4 * TShape.Units);
        nint a = 0, b = (TShape.Inputs * 4 * TShape.Units) + unit;
        TLanes ia0 = TLanes.Load(ref parameters, b), ia1 = TLanes.Zero;
        TLanes fa0 = TLanes.Load(ref parameters, b + TShape.Units), fa1 = TLanes.Zero;
        TLanes ga0 = TLanes.Load(ref parameters, b + (2 * TShape.Units)), ga1 = TLanes.Zero;
        TLanes oa0 = TLanes.Load(ref parameters, b + (3 * TShape.Units)), oa1 = TLanes.Zero;
        TLanes ib0 = TLanes.Load(ref parameters, b + TLanes.Count), ib1 = TLanes.Zero;
        TLanes fb0 = TLanes.Load(ref parameters, b + TShape.Units + TLanes.Count), fb1 = TLanes.Zero;
        TLanes gb0 = TLanes.Load(ref parameters, b + (2 * TShape.Units) + TLanes.Count), gb1 = TLanes.Zero;
        TLanes ob0 = TLanes.Load(ref parameters, b + (3 * TShape.Units) + TLanes.Count), ob1 = TLanes.Zero;
        TLanes x;
        for (b = unit; a < TShape.Inputs; a++, b += 4 * TShape.Units)
        {
            x = TLanes.Broadcast(ref inputs, a);
            ia0 = TLanes.MultiplyAdd(x, ref parameters, b, ia0);
            ib0 = TLanes.MultiplyAdd(x, ref parameters, b + TLanes.Count, ib0);
            fa0 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units, fa0);
            fb0 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units + TLanes.Count, fb0);
            ga0 = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units), ga0);
            gb0 = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units) + TLanes.Count, gb0);
            oa0 = TLanes.MultiplyAdd(x, ref parameters, b + (3 * TShape.Units), oa0);
            ob0 = TLanes.MultiplyAdd(x, ref parameters, b + (3 * TShape.Units) + TLanes.Count, ob0);
        }

        for (a = 0, b = unit; a <= TShape.Units - 2; a += 2, b += 8 * TShape.Units)
        {
            x = TLanes.Broadcast(ref before, a);
            ia0 = TLanes.MultiplyAdd(x, ref recurrent, b, ia0);
            ib0 = TLanes.MultiplyAdd(x, ref recurrent, b + TLanes.Count, ib0);
            fa0 = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units, fa0);
            fb0 = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units + TLanes.Count, fb0);
            ga0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units), ga0);
            gb0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units) + TLanes.Count, gb0);
            oa0 = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units), oa0);
            ob0 = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units) + TLanes.Count, ob0);
            x = TLanes.Broadcast(ref before, a + 1);
            ia1 = TLanes.MultiplyAdd(x, ref recurrent, b + (4 * TShape.Units), ia1);
            ib1 = TLanes.MultiplyAdd(x, ref recurrent, b + (4 * TShape.Units) + TLanes.Count, ib1);
            fa1 = TLanes.MultiplyAdd(x, ref recurrent, b + (5 * TShape.Units), fa1);
            fb1 = TLanes.MultiplyAdd(x, ref recurrent, b + (5 * TShape.Units) + TLanes.Count, fb1);
            ga1 = TLanes.MultiplyAdd(x, ref recurrent, b + (6 * TShape.Units), ga1);
            gb1 = TLanes.MultiplyAdd(x, ref recurrent, b + (6 * TShape.Units) + TLanes.Count, gb1);
            oa1 = TLanes.MultiplyAdd(x, ref recurrent, b + (7 * TShape.Units), oa1);
            ob1 = TLanes.MultiplyAdd(x, ref recurrent, b + (7 * TShape.Units) + TLanes.Count, ob1);
        }

        for (; a < TShape.Units; a++, b += 4 * TShape.Units)
        {
            x = TLanes.Broadcast(ref before, a);
            ia0 = TLanes.MultiplyAdd(x, ref recurrent, b, ia0);
            ib0 = TLanes.MultiplyAdd(x, ref recurrent, b + TLanes.Count, ib0);
            fa0 = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units, fa0);
            fb0 = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units + TLanes.Count, fb0);
            ga0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units), ga0);
            gb0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units) + TLanes.Count, gb0);
            oa0 = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units), oa0);
            ob0 = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units) + TLanes.Count, ob0);
        }

        sums = ia0 + ia1;
        Unsafe.Add(ref sums, 1) = fa0 + fa1;
        Unsafe.Add(ref sums, 2) = ga0 + ga1;
        Unsafe.Add(ref sums, 3) = oa0 + oa1;
        Unsafe.Add(ref sums, 4) = ib0 + ib1;
        Unsafe.Add(ref sums, 5) = fb0 + fb1;
        Unsafe.Add(ref sums, 6) = gb0 + gb1;
        Unsafe.Add(ref sums, 7) = ob0 + ob1;
    }

    // Three registers of units.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumThree<TLanes, TShape>(nint unit, ref float inputs, ref float parameters, ref float before, ref TLanes sums)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        ref float recurrent = ref Unsafe.Add(ref parameters, (TShape.Inputs + 1) * 4 * TShape.Units);
        nint a = 0, b = (TShape.Inputs * 4 * TShape.Units) + unit;
        TLanes ia = TLanes.Load(ref parameters, b);
        TLanes fa = TLanes.Load(ref parameters, b + TShape.Units);
        TLanes ga = TLanes.Load(ref parameters, b + (2 * TShape.Units));
        TLanes oa = TLanes.Load(ref parameters, b + (3 * TShape.Units));
        TLanes ib = TLanes.Load(ref parameters, b + TLanes.Count);
        TLanes fb = TLanes.Load(ref parameters, b + TShape.Units + TLanes.Count);
        TLanes gb = TLanes.Load(ref parameters, b + (2 * TShape.Units) + TLanes.Count);
        TLanes ob = TLanes.Load(ref parameters, b + (3 * TShape.Units) + TLanes.Count);
        TLanes ic = TLanes.Load(ref parameters, b + (2 * TLanes.Count));
        TLanes fc = TLanes.Load(ref parameters, b + TShape.Units + (2 * TLanes.Count));
        TLanes gc = TLanes.Load(ref parameters, b + (2 * TShape.Units) + (2 * TLanes.Count));
        TLanes oc = TLanes.Load(ref parameters, b + (3 * TShape.Units) + (2 * TLanes.Count));
        TLanes x;
        for (b = unit; a < TShape.Inputs; a++, b += 4 * TShape.Units)
        {
            x = TLanes.Broadcast(ref inputs, a);
            ia = TLanes.MultiplyAdd(x, ref parameters, b, ia);
            ib = TLanes.MultiplyAdd(x, ref parameters, b + TLanes.Count, ib);
            ic = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TLanes.Count), ic);
            fa = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units, fa);
            fb = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units + TLanes.Count, fb);
            fc = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units + (2 * TLanes.Count), fc);
            ga = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units), ga);
            gb = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units) + TLanes.Count, gb);
            gc = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units) + (2 * TLanes.Count), gc);
            oa = TLanes.MultiplyAdd(x, ref parameters, b + (3 * TShape.Units), oa);
            ob = TLanes.MultiplyAdd(x, ref parameters, b + (3 * TShape.Units) + TLanes.Count, ob);
            oc = TLanes.MultiplyAdd(x, ref parameters, b + (3 * TShape.Units) + (2 * TLanes.Count), oc);
        }

        for (a = 0, b = unit; a < TShape.Units; a++, b += 4 * TShape.Units)
        {
            x = TLanes.Broadcast(ref before, a);
            ia = TLanes.MultiplyAdd(x, ref recurrent, b, ia);
            ib = TLanes.MultiplyAdd(x, ref recurrent, b + TLanes.Count, ib);
            ic = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TLanes.Count), ic);
            fa = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units, fa);
            fb = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units + TLanes.Count, fb);
            fc = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units + (2 * TLanes.Count), fc);
            ga = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units), ga);
            gb = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units) + TLanes.Count, gb);
            gc = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units) + (2 * TLanes.Count), gc);
            oa = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units), oa);
            ob = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units) + TLanes.Count, ob);
            oc = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units) + (2 * TLanes.Count), oc);
        }

        sums = ia;
        Unsafe.Add(ref sums, 1) = fa;
        Unsafe.Add(ref sums, 2) = ga;
        Unsafe.Add(ref sums, 3) = oa;
        Unsafe.Add(ref sums, 4) = ib;
        Unsafe.Add(ref sums, 5) = fb;
        Unsafe.Add(ref sums, 6) = gb;
        Unsafe.Add(ref sums, 7) = ob;
        Unsafe.Add(ref sums, 8) = ic;
        Unsafe.Add(ref sums, 9) = fc;
        Unsafe.Add(ref sums, 10) = gc;
        Unsafe.Add(ref sums, 11) = oc;
    }

    // The gates of neighbouring units, from sums in memory: a loop, because several of these would be more than the JIT inlines.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Combine<TLanes>(ref TLanes sums, nint unit, int count, ref float cell, ref float outputs)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int i = 0; i < count; i++)
        {
            Combine(sums, Unsafe.Add(ref sums, 1), Unsafe.Add(ref sums, 2), Unsafe.Add(ref sums, 3), ref cell, ref outputs, unit, TLanes.Count);
            unit += TLanes.Count;
            sums = ref Unsafe.Add(ref sums, 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Combine<TLanes>(TLanes i, TLanes f, TLanes g, TLanes o, ref float cell, ref float outputs, nint unit, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        // Behind the quotients of the gates come two multiply-adds and the quotient of the cell.
        TLanes before = TLanes.Load(ref cell, unit);
        TLanes kept = TLanes.MultiplyAdd(GateFunctions.CentredSigmoid(f), before, TLanes.Broadcast(0.5f) * before);
        TLanes c = TLanes.MultiplyAdd(GateFunctions.Sigmoid(i), GateFunctions.Tanh(g), kept);
        TLanes.Store(c, ref cell, unit, count);
        TLanes.Store(GateFunctions.Tanh(c, GateFunctions.Sigmoid(o)), ref outputs, unit, count);
    }

    // The gates and c' of the units that a register holds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Units<TLanes, TShape>(
        nint unit, ref float sums, ref float parameters, ref float before, TLanes c, out TLanes i, out TLanes f, out TLanes g, out TLanes o)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        TLanes i0 = TLanes.Load(ref sums, unit), i1 = TLanes.Zero;
        TLanes f0 = TLanes.Load(ref sums, unit + TShape.Units), f1 = TLanes.Zero;
        TLanes g0 = TLanes.Load(ref sums, unit + (2 * TShape.Units)), g1 = TLanes.Zero;
        TLanes o0 = TLanes.Load(ref sums, unit + (3 * TShape.Units)), o1 = TLanes.Zero;
        nint a = 0, b = unit;
        for (; a <= TShape.Units - 2; a += 2, b += 8 * TShape.Units)
        {
            TLanes h = TLanes.Broadcast(ref before, a);
            i0 = TLanes.MultiplyAdd(h, ref parameters, b, i0);
            f0 = TLanes.MultiplyAdd(h, ref parameters, b + TShape.Units, f0);
            g0 = TLanes.MultiplyAdd(h, ref parameters, b + (2 * TShape.Units), g0);
            o0 = TLanes.MultiplyAdd(h, ref parameters, b + (3 * TShape.Units), o0);
            h = TLanes.Broadcast(ref before, a + 1);
            i1 = TLanes.MultiplyAdd(h, ref parameters, b + (4 * TShape.Units), i1);
            f1 = TLanes.MultiplyAdd(h, ref parameters, b + (5 * TShape.Units), f1);
            g1 = TLanes.MultiplyAdd(h, ref parameters, b + (6 * TShape.Units), g1);
            o1 = TLanes.MultiplyAdd(h, ref parameters, b + (7 * TShape.Units), o1);
        }

        if (TShape.Units % 2 > 0)
        {
            TLanes h = TLanes.Broadcast(ref before, a);
            i0 = TLanes.MultiplyAdd(h, ref parameters, b, i0);
            f0 = TLanes.MultiplyAdd(h, ref parameters, b + TShape.Units, f0);
            g0 = TLanes.MultiplyAdd(h, ref parameters, b + (2 * TShape.Units), g0);
            o0 = TLanes.MultiplyAdd(h, ref parameters, b + (3 * TShape.Units), o0);
        }

        i = GateFunctions.Sigmoid(i0 + i1);
        f = GateFunctions.Sigmoid(f0 + f1);
        g = GateFunctions.Tanh(g0 + g1);
        o = GateFunctions.Sigmoid(o0 + o1);
        return TLanes.MultiplyAdd(f, c, i * g);
    }
}
