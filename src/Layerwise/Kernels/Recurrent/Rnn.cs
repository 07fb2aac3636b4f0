using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>The kernels of a plain recurrent layer, h' = φ(x·W + b + h·U).</summary>
/// <remarks>As those of <see cref="Gru"/>.</remarks>
public readonly partial struct Rnn
{
    /// <summary>Steps of inference, one after the other.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <typeparam name="TPhi">φ.</typeparam>
    /// <param name="inputs">x [steps, inputs].</param>
    /// <param name="parameters">W [inputs, units], b [units], U [units, units].</param>
    /// <param name="state">h [units], replaced.</param>
    /// <param name="outputs">Receives h' [steps, units].</param>
    /// <param name="steps">Number of steps, at least 1.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Steps<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
        where TPhi : struct, IPhi
    {
        if (Recurrence.FitsEight<TLanes>(TShape.Units)) StepsOn<Lanes8, TShape, TPhi>(ref inputs, ref parameters, ref state, ref outputs, steps, slope);
        else StepsOn<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref state, ref outputs, steps, slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StepsOn<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
        where TPhi : struct, IPhi
    {
        ref float biases = ref Unsafe.Add(ref parameters, TShape.Inputs * TShape.Units);
        ref float recurrent = ref Unsafe.Add(ref biases, TShape.Units);
        ref float before = ref state;
        ref float h = ref outputs;
        for (int step = 0; ; step++)
        {
            for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
            {
                TLanes sum = Units<TLanes, TShape>(unit, ref biases, ref recurrent, ref before);
                for (nint a = 0, b = unit; a < TShape.Inputs; a++, b += TShape.Units) sum = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a), ref parameters, b, sum);
                TLanes.Store(TPhi.Value(sum, slope), ref h, unit, TShape.Units - unit);
            }

            before = ref h;
            if (step == steps - 1) break;
            h = ref Unsafe.Add(ref h, TShape.Units);
            inputs = ref Unsafe.Add(ref inputs, TShape.Inputs);
        }

        Recurrence.Copy<TLanes>(ref before, ref state, TShape.Units);
    }

    // What φ is applied to, of the units that a register holds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Units<TLanes, TShape>(nint unit, ref float sums, ref float parameters, ref float before)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        TLanes s0 = TLanes.Load(ref sums, unit), s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        nint a = 0, b = unit;
        for (; a <= TShape.Units - 4; a += 4, b += 4 * TShape.Units)
        {
            s0 = TLanes.MultiplyAdd(TLanes.Broadcast(ref before, a), ref parameters, b, s0);
            s1 = TLanes.MultiplyAdd(TLanes.Broadcast(ref before, a + 1), ref parameters, b + TShape.Units, s1);
            s2 = TLanes.MultiplyAdd(TLanes.Broadcast(ref before, a + 2), ref parameters, b + (2 * TShape.Units), s2);
            s3 = TLanes.MultiplyAdd(TLanes.Broadcast(ref before, a + 3), ref parameters, b + (3 * TShape.Units), s3);
        }

        if (TShape.Units % 4 > 0) s0 = TLanes.MultiplyAdd(TLanes.Broadcast(ref before, a), ref parameters, b, s0);
        if (TShape.Units % 4 > 1) s1 = TLanes.MultiplyAdd(TLanes.Broadcast(ref before, a + 1), ref parameters, b + TShape.Units, s1);
        if (TShape.Units % 4 > 2) s2 = TLanes.MultiplyAdd(TLanes.Broadcast(ref before, a + 2), ref parameters, b + (2 * TShape.Units), s2);
        return (s0 + s1) + (s2 + s3);
    }
}
