using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// The kernels of long short-term memory: i, f, the candidate g and o, with c' = f·c + i·g and h' = o·tanh(c'). Gates that fit a register each are never stored; more units are one
/// product, the columns of all gates side by side, whose rows fill whole registers where those of one gate don't. What a row remembers is h and, behind it, c.
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
        else if (Recurrence.FitsEight<TLanes>(4 * TShape.Units)) StepsOn<Lanes8, TShape>(ref inputs, ref parameters, ref state, ref outputs, steps);
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
        Span<float> stack = stackalloc float[(4 * TShape.Units) + (2 * AlignedBuffer.Slack)];
        ref float sums = ref Scratch.Aligned(stack);
        ref float biases = ref Unsafe.Add(ref parameters, TShape.Inputs * 4 * TShape.Units);
        ref float recurrent = ref Unsafe.Add(ref biases, 4 * TShape.Units);
        ref float cell = ref Unsafe.Add(ref state, TShape.Units);
        ref float before = ref state;
        ref float h = ref outputs;
        for (int step = 0; ; step++)
        {
            StepProduct<TLanes, TShape, AllGates<TShape, Lstm>>.Sum(ref biases, ref inputs, ref parameters, ref before, ref recurrent, ref sums);
            Remember<TLanes, TShape>(ref sums, ref cell, ref h);
            before = ref h;
            if (step == steps - 1) break;
            h = ref Unsafe.Add(ref h, TShape.Units);
            inputs = ref Unsafe.Add(ref inputs, TShape.Inputs);
        }

        Recurrence.Copy<TLanes>(ref before, ref state, TShape.Units);
    }

    // The gates and what comes of them, from their sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Remember<TLanes, TShape>(ref float sums, ref float cell, ref float outputs)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
        {
            TLanes i = TLanes.Load(ref sums, unit);
            TLanes f = TLanes.Load(ref sums, unit + TShape.Units);
            TLanes g = TLanes.Load(ref sums, unit + (2 * TShape.Units));
            TLanes o = TLanes.Load(ref sums, unit + (3 * TShape.Units));
            Combine(i, f, g, o, ref cell, ref outputs, unit, TShape.Units - unit);
        }
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
}
