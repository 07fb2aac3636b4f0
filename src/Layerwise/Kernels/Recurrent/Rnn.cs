using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>The kernels of a plain recurrent layer, h' = φ(x·W + b + h·U).</summary>
/// <remarks>As those of <see cref="Gru"/>.</remarks>
public readonly struct Rnn : IRecurrentCell
{
    /// <inheritdoc/>
    static int IRecurrentCell.Gates => 1;

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

    /// <summary>All steps of all sequences, for training.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <typeparam name="TPhi">φ.</typeparam>
    /// <param name="sums">x·W + b [rows, steps, units]; with h·U added afterwards, what φ is applied to.</param>
    /// <param name="parameters">U.</param>
    /// <param name="outputs">Receives h' [rows, steps, units]; 0 behind the length of a row.</param>
    /// <param name="room">Receives h of all steps [rows, steps, units].</param>
    /// <param name="workspace">The lengths of the rows, and what they begin with.</param>
    /// <param name="place">Where h begins in what a row remembers.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLanes, TShape, TPhi>(
        ref float sums, ref float parameters, ref float outputs, ref float room, WorkspaceMemory workspace, int place, int rows, int steps, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
        where TPhi : struct, IPhi
    {
        if (Recurrence.IsNarrow<TLanes>(TShape.Units)) ForwardOn<Lanes8, TShape, TPhi>(ref sums, ref parameters, ref outputs, ref room, workspace, place, rows, steps, slope);
        else ForwardOn<TLanes, TShape, TPhi>(ref sums, ref parameters, ref outputs, ref room, workspace, place, rows, steps, slope);
    }

    /// <summary>Back through all steps: the derivatives with respect to x·W + b, and the gradient of U.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <typeparam name="TPhi">φ.</typeparam>
    /// <param name="derivatives">With respect to h' [rows, steps, units].</param>
    /// <param name="sums">What φ was applied to.</param>
    /// <param name="outputs">h' [rows, steps, units].</param>
    /// <param name="parameters">U.</param>
    /// <param name="room">What the forward pass left there.</param>
    /// <param name="panel">Room.</param>
    /// <param name="deltas">Receives the derivatives [rows, steps, units].</param>
    /// <param name="gradients">Receives that of U.</param>
    /// <param name="workspace">The lengths of the rows.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="slope">The slope of φ, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<TLanes, TShape, TPhi>(
        ref float derivatives, ref float sums, ref float outputs, ref float parameters, ref float room, ref float panel, ref float deltas,
        ref float gradients, WorkspaceMemory workspace, int rows, int steps, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
        where TPhi : struct, IPhi
    {
        if (Recurrence.IsNarrow<TLanes>(TShape.Units))
        {
            BackwardOn<Lanes8, TShape, TPhi>(ref derivatives, ref sums, ref outputs, ref parameters, ref panel, ref deltas, workspace, rows, steps, slope);
        }
        else
        {
            BackwardOn<TLanes, TShape, TPhi>(ref derivatives, ref sums, ref outputs, ref parameters, ref panel, ref deltas, workspace, rows, steps, slope);
        }

        Dense.ParameterGradientsInBlocks<TLanes, RecurrentProduct<TShape, Rnn>>(ref room, ref deltas, ref gradients, ref panel, (nint)rows * steps);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardOn<TLanes, TShape, TPhi>(
        ref float sums, ref float parameters, ref float outputs, ref float room, WorkspaceMemory workspace, int place, int rows, int steps, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
        where TPhi : struct, IPhi
    {
        for (int row = 0; row < rows; row++)
        {
            int length = workspace.StepsOf(row, steps);
            nint first = (nint)row * steps * TShape.Units;
            ref float state = ref workspace.StateOrigin(row, place);
            for (nint step = 0; step < length; step++)
            {
                nint at = first + (step * TShape.Units);
                ref float z = ref Unsafe.Add(ref sums, at);
                ref float h = ref Unsafe.Add(ref outputs, at);
                Recurrence.Copy(ref state, ref Unsafe.Add(ref room, at), TShape.Units);
                for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
                {
                    int count = TShape.Units - unit;
                    TLanes sum = Units<TLanes, TShape>(unit, ref z, ref parameters, ref state);
                    TLanes.Store(sum, ref z, unit, count);
                    TLanes.Store(TPhi.Value(sum, slope), ref h, unit, count);
                }

                Recurrence.Copy(ref h, ref state, TShape.Units);
            }

            int rest = (steps - length) * TShape.Units;
            Recurrence.Clear(ref Unsafe.Add(ref outputs, first + (length * TShape.Units)), rest);
            Recurrence.Clear(ref Unsafe.Add(ref room, first + (length * TShape.Units)), rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void BackwardOn<TLanes, TShape, TPhi>(
        ref float derivatives, ref float sums, ref float outputs, ref float parameters, ref float panel, ref float deltas,
        WorkspaceMemory workspace, int rows, int steps, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
        where TPhi : struct, IPhi
    {
        Columns.Transpose(ref parameters, TShape.Units, TShape.Units, ref panel, TShape.Units);
        ref float carried = ref Recurrence.Carried(ref panel, 0, TShape.Units, gates: 1);
        for (int row = 0; row < rows; row++)
        {
            int length = workspace.StepsOf(row, steps);
            nint first = (nint)row * steps * TShape.Units;
            Recurrence.Clear(ref Unsafe.Add(ref deltas, first + (length * TShape.Units)), (steps - length) * TShape.Units);
            Recurrence.Clear(ref carried, TShape.Units);
            for (nint step = length - 1; step >= 0; step--)
            {
                nint at = first + (step * TShape.Units);
                for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
                {
                    TLanes d = TLanes.Load(ref derivatives, at + unit) + TLanes.Load(ref carried, unit);
                    TLanes delta = TPhi.Gradient(d, TLanes.Load(ref sums, at + unit), TLanes.Load(ref outputs, at + unit), slope);
                    TLanes.Store(delta, ref deltas, at + unit, TShape.Units - unit);
                }

                Recurrence.Clear(ref carried, TShape.Units);
                Recurrence.AddBack<TLanes>(ref Unsafe.Add(ref deltas, at), ref panel, ref carried, TShape.Units, TShape.Units);
            }
        }
    }
}
