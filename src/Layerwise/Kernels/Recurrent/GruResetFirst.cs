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
public readonly partial struct GruResetFirst : IRecurrentCell
{
    /// <inheritdoc/>
    static int IRecurrentCell.Gates => 3;

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
        Span<float> stack = stackalloc float[(3 * TShape.Units) + (2 * AlignedBuffer.Slack)];
        ref float reset = ref Scratch.Aligned(stack);
        ref float keep = ref Unsafe.Add(ref reset, TShape.Units);
        ref float candidate = ref Unsafe.Add(ref keep, TShape.Units);
        ref float biases = ref Unsafe.Add(ref parameters, TShape.Inputs * 3 * TShape.Units);
        ref float recurrent = ref Unsafe.Add(ref biases, 3 * TShape.Units);
        int last = 2 * TShape.Units;
        ref float before = ref state;
        ref float h = ref outputs;
        for (int step = 0; step < steps; step++)
        {
            StepProduct<TLanes, TShape, ResetAndUpdateGates<TShape>>.Sum(ref biases, ref inputs, ref parameters, ref before, ref recurrent, ref reset);
            for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
            {
                int count = TShape.Units - unit;
                TLanes r = GateFunctions.Sigmoid(TLanes.Load(ref reset, unit));
                TLanes.Store(r * TLanes.Load(ref before, unit, count, 0f), ref reset, unit, count);
            }

            StepProduct<TLanes, TShape, CandidateGate<TShape>>.Sum(
                ref Unsafe.Add(ref biases, last), ref inputs, ref Unsafe.Add(ref parameters, last), ref reset, ref Unsafe.Add(ref recurrent, last), ref candidate);
            for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
            {
                int count = TShape.Units - unit;
                TLanes next = Gru.Next(TLanes.Load(ref keep, unit), TLanes.Load(ref candidate, unit), TLanes.Load(ref before, unit, count, 0f));
                TLanes.Store(next, ref h, unit, count);
            }

            before = ref h;
            h = ref Unsafe.Add(ref h, TShape.Units);
            inputs = ref Unsafe.Add(ref inputs, TShape.Inputs);
        }

        Recurrence.Copy<TLanes>(ref before, ref state, TShape.Units);
    }
}
