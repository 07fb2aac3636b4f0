using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// The kernels of gated recurrent units whose reset gate multiplies what is remembered before the product (Cho et al. 2014): n = tanh(x·Wₙ + bₙ + (r ⊙ h)·Uₙ), and one bias. A step
/// is two products behind each other, those of r and z and then that of the candidate, which asks for r of all units.
/// </summary>
/// <remarks>
/// Everywhere, up to a register's width behind what is read is read too, and ignored. A sequence begins with what the workspace holds for its row, and leaves
/// there what comes behind its last step.
/// </remarks>
public readonly partial struct GruResetFirst
{
    /// <summary>Steps of inference, one after the other.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="inputs">x [steps, inputs].</param>
    /// <param name="parameters">W [inputs, 3, units], b [3, units] and U [units, 3, units].</param>
    /// <param name="state">h [units], replaced.</param>
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

    // All units in one register: r ⊙ h goes through memory, because each of its numbers multiplies a row of U, and z is summed up meanwhile.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StepsOfOne<TLanes, TShape>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        Unsafe.SkipInit(out TLanes room);
        ref float reset = ref Unsafe.As<TLanes, float>(ref room);
        ref float recurrent = ref Unsafe.Add(ref parameters, (TShape.Inputs + 1) * 3 * TShape.Units);
        ref float before = ref state;
        ref float h = ref outputs;
        for (int step = 0; step < steps; step++)
        {
            nint b = TShape.Inputs * 3 * TShape.Units;
            TLanes r = TLanes.Load(ref parameters, b);
            TLanes z = TLanes.Load(ref parameters, b + TShape.Units);
            TLanes n = TLanes.Load(ref parameters, b + (2 * TShape.Units));
            b = 0;
            for (nint a = 0; a < TShape.Inputs; a++, b += 3 * TShape.Units)
            {
                TLanes x = TLanes.Broadcast(ref inputs, a);
                r = TLanes.MultiplyAdd(x, ref parameters, b, r);
                z = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units, z);
                n = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units), n);
            }

            TLanes remembered = TLanes.Load(ref before, 0, TShape.Units, 0f);
            r = Gru.Product<TLanes, TShape>(r, ref before, ref recurrent);
            TLanes.Store(GateFunctions.Sigmoid(r) * remembered, ref reset, 0);
            z = Gru.Product<TLanes, TShape>(z, ref before, ref Unsafe.Add(ref recurrent, TShape.Units));
            n = Gru.Product<TLanes, TShape>(n, ref reset, ref Unsafe.Add(ref recurrent, 2 * TShape.Units));
            TLanes.Store(Gru.Next(z, n, remembered), ref h, 0, TShape.Units);
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
        Span<float> stack = stackalloc float[(2 * TShape.Units) + (2 * AlignedBuffer.Slack)];
        ref float reset = ref Scratch.Aligned(stack);
        ref float keep = ref Unsafe.Add(ref reset, TShape.Units);
        ref float before = ref state;
        ref float h = ref outputs;
        for (int step = 0; step < steps; step++)
        {
            Sums<TLanes, TShape>(0, 2 * TShape.Units, ref inputs, ref parameters, ref before, ref reset);
            for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
            {
                int count = TShape.Units - unit;
                TLanes r = GateFunctions.Sigmoid(TLanes.Load(ref reset, unit));
                TLanes.Store(r * TLanes.Load(ref before, unit, count, 0f), ref reset, unit, count);
            }

            Sums<TLanes, TShape>(2 * TShape.Units, TShape.Units, ref inputs, ref parameters, ref reset, ref h);
            for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
            {
                int count = TShape.Units - unit;
                TLanes next = Gru.Next(TLanes.Load(ref keep, unit), TLanes.Load(ref h, unit, count, 0f), TLanes.Load(ref before, unit, count, 0f));
                TLanes.Store(next, ref h, unit, count);
            }

            before = ref h;
            h = ref Unsafe.Add(ref h, TShape.Units);
            inputs = ref Unsafe.Add(ref inputs, TShape.Inputs);
        }

        Recurrence.Copy<TLanes>(ref before, ref state, TShape.Units);
    }

    // b + x·W + u·U of neighbouring columns, of all gates side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sums<TLanes, TShape>(int first, int count, ref float inputs, ref float parameters, ref float remembered, ref float sums)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        int column = 0;
        for (; column <= count - (3 * TLanes.Count); column += 3 * TLanes.Count)
        {
            SumThree<TLanes, TShape>(ref inputs, ref Unsafe.Add(ref parameters, first + column), ref remembered, ref Unsafe.Add(ref sums, column));
        }

        for (; column < count; column += TLanes.Count)
        {
            SumOne<TLanes, TShape>(ref inputs, ref Unsafe.Add(ref parameters, first + column), ref remembered, ref Unsafe.Add(ref sums, column), count - column);
        }
    }

    // Three registers of columns, two partial sums of each.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumThree<TLanes, TShape>(ref float inputs, ref float parameters, ref float remembered, ref float sums)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        nint a = 0, b = TShape.Inputs * 3 * TShape.Units;
        TLanes s0 = TLanes.Load(ref parameters, b), t0 = TLanes.Load(ref parameters, b + TLanes.Count), u0 = TLanes.Load(ref parameters, b + (2 * TLanes.Count));
        TLanes s1 = TLanes.Zero, t1 = TLanes.Zero, u1 = TLanes.Zero;
        TLanes x;
        for (b = 0; a < TShape.Inputs; a++, b += 3 * TShape.Units)
        {
            x = TLanes.Broadcast(ref inputs, a);
            s0 = TLanes.MultiplyAdd(x, ref parameters, b, s0);
            t0 = TLanes.MultiplyAdd(x, ref parameters, b + TLanes.Count, t0);
            u0 = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TLanes.Count), u0);
        }

        ref float recurrent = ref Unsafe.Add(ref parameters, (TShape.Inputs + 1) * 3 * TShape.Units);
        for (a = 0, b = 0; a <= TShape.Units - 2; a += 2, b += 6 * TShape.Units)
        {
            x = TLanes.Broadcast(ref remembered, a);
            s0 = TLanes.MultiplyAdd(x, ref recurrent, b, s0);
            t0 = TLanes.MultiplyAdd(x, ref recurrent, b + TLanes.Count, t0);
            u0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TLanes.Count), u0);
            x = TLanes.Broadcast(ref remembered, a + 1);
            s1 = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units), s1);
            t1 = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units) + TLanes.Count, t1);
            u1 = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units) + (2 * TLanes.Count), u1);
        }

        if (TShape.Units % 2 > 0)
        {
            x = TLanes.Broadcast(ref remembered, a);
            s0 = TLanes.MultiplyAdd(x, ref recurrent, b, s0);
            t0 = TLanes.MultiplyAdd(x, ref recurrent, b + TLanes.Count, t0);
            u0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TLanes.Count), u0);
        }

        TLanes.Store(s0 + s1, ref sums, 0);
        TLanes.Store(t0 + t1, ref sums, TLanes.Count);
        TLanes.Store(u0 + u1, ref sums, 2 * TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumOne<TLanes, TShape>(ref float inputs, ref float parameters, ref float remembered, ref float sums, int count)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        TLanes sum = TLanes.Load(ref parameters, TShape.Inputs * 3 * TShape.Units);
        nint b = 0;
        for (nint a = 0; a < TShape.Inputs; a++, b += 3 * TShape.Units) sum = TLanes.MultiplyAddBroadcast(TLanes.Load(ref parameters, b), ref inputs, a, sum);
        sum = Gru.Product<TLanes, TShape>(sum, ref remembered, ref Unsafe.Add(ref parameters, (TShape.Inputs + 1) * 3 * TShape.Units));
        TLanes.Store(sum, ref sums, 0, count);
    }
}
