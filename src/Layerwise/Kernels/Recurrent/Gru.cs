using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// The kernels of gated recurrent units. The gates of so many units as a register has lanes are summed up together and never stored: r, z and the candidate n, with
/// h' = (1 − z)·n + z·h.
/// </summary>
/// <remarks>
/// Everywhere, up to a register's width behind what is read is read too, and ignored. A sequence begins with what the workspace holds for its row, and leaves
/// there what comes behind its last step.
/// </remarks>
public readonly partial struct Gru : IRecurrentCell
{
    /// <inheritdoc/>
    static int IRecurrentCell.Gates => 3;

    /// <inheritdoc/>
    static bool IRecurrentCell.HasRecurrentBiases => true;

    /// <summary>Steps of inference, one after the other.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="inputs">x [steps, inputs].</param>
    /// <param name="parameters">W [inputs, 3, units], b [3, units], U [units, 3, units] and c [3, units].</param>
    /// <param name="state">h [units], replaced.</param>
    /// <param name="outputs">Receives h' [steps, units].</param>
    /// <param name="steps">Number of steps, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Steps<TLanes, TShape>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        if (Recurrence.IsNarrow<TLanes>(TShape.Units)) StepsOfOne<Lanes8, TShape>(ref inputs, ref parameters, ref state, ref outputs, steps);
        else if (TShape.Units <= TLanes.Count && TLanes.Count > Lanes8.Count && steps > 1) StepsByGates<TLanes, TShape>(ref inputs, ref parameters, ref state, ref outputs, steps);
        else if (TShape.Units <= TLanes.Count) StepsOfOne<TLanes, TShape>(ref inputs, ref parameters, ref state, ref outputs, steps);
        else if (Recurrence.FitsEight<TLanes>(TShape.Units)) StepsOn<Lanes8, TShape>(ref inputs, ref parameters, ref state, ref outputs, steps);
        else StepsOn<TLanes, TShape>(ref inputs, ref parameters, ref state, ref outputs, steps);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StepsOn<TLanes, TShape>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        Unsafe.SkipInit(out GateSums<TLanes> gates);
        ref TLanes sums = ref Unsafe.As<GateSums<TLanes>, TLanes>(ref gates);
        ref float before = ref state;
        ref float h = ref outputs;
        for (int step = 0; ; step++)
        {
            int unit = 0;
            for (; unit <= TShape.Units - (3 * TLanes.Count); unit += 3 * TLanes.Count)
            {
                SumThree<TLanes, TShape>(unit, ref inputs, ref parameters, ref before, ref sums);
                Combine(ref sums, unit, count: 3, ref before, ref h);
            }

            if (TShape.Units % (3 * TLanes.Count) >= 2 * TLanes.Count)
            {
                SumTwo<TLanes, TShape>(unit, ref inputs, ref parameters, ref before, ref sums);
                Combine(ref sums, unit, count: 2, ref before, ref h);
                unit += 2 * TLanes.Count;
            }

            for (; unit < TShape.Units; unit += TLanes.Count) OneOfMany<TLanes, TShape>(unit, ref inputs, ref parameters, ref before, ref h);
            before = ref h;
            if (step == steps - 1) break;
            h = ref Unsafe.Add(ref h, TShape.Units);
            inputs = ref Unsafe.Add(ref inputs, TShape.Inputs);
        }

        Recurrence.Copy<TLanes>(ref before, ref state, TShape.Units);
    }

    // The gates of neighbouring units, from sums in memory: a loop, because several of these would be more than the JIT inlines.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Combine<TLanes>(ref TLanes sums, nint unit, int count, ref float before, ref float outputs)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int i = 0; i < count; i++)
        {
            TLanes candidate = Candidate(sums, Unsafe.Add(ref sums, 2), Unsafe.Add(ref sums, 3));
            TLanes h = Next(Unsafe.Add(ref sums, 1), candidate, TLanes.Load(ref before, unit));
            TLanes.Store(h, ref outputs, unit);
            unit += TLanes.Count;
            sums = ref Unsafe.Add(ref sums, 4);
        }
    }

    // m + r·n, which tanh is applied to; what waits for the quotient of r is a multiply-add.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Candidate<TLanes>(TLanes r, TLanes n, TLanes m)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(GateFunctions.CentredSigmoid(r), n, TLanes.MultiplyAdd(TLanes.Broadcast(0.5f), n, m));

    // h', from what the candidate is the tanh of.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Next<TLanes>(TLanes z, TLanes candidate, TLanes before)
        where TLanes : struct, ILanes<TLanes>
    {
        z = GateFunctions.Sigmoid(z);
        return GateFunctions.Tanh(candidate, TLanes.Broadcast(1f) - z) + (z * before);
    }
}
