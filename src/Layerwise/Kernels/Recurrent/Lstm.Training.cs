using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <content>Training: all steps of all sequences, and the way back through them.</content>
public readonly partial struct Lstm
{
    /// <summary>All steps of all sequences, for training.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="gates">x·W + b [rows, steps, 4, units]; i, f, g and o in their place afterwards.</param>
    /// <param name="parameters">U.</param>
    /// <param name="outputs">Receives h' [rows, steps, units]; 0 behind the length of a row.</param>
    /// <param name="room">Receives [rows, steps, 3, units]: h of all steps, then c of all, then tanh(c') of all.</param>
    /// <param name="workspace">The lengths of the rows, and what they begin with.</param>
    /// <param name="place">Where h begins in what a row remembers.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLanes, TShape>(
        ref float gates, ref float parameters, ref float outputs, ref float room, WorkspaceMemory workspace, int place, int rows, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        if (Recurrence.IsNarrow<TLanes>(TShape.Units)) ForwardOn<Lanes8, TShape>(ref gates, ref parameters, ref outputs, ref room, workspace, place, rows, steps);
        else ForwardOn<TLanes, TShape>(ref gates, ref parameters, ref outputs, ref room, workspace, place, rows, steps);
    }

    /// <summary>Back through all steps: the derivatives with respect to x·W + b, and the gradient of U.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="derivatives">With respect to h' [rows, steps, units].</param>
    /// <param name="gates">i, f, g and o.</param>
    /// <param name="parameters">U.</param>
    /// <param name="room">What the forward pass left there.</param>
    /// <param name="panel">Room.</param>
    /// <param name="deltas">Receives the derivatives [rows, steps, 4, units].</param>
    /// <param name="gradients">Receives that of U.</param>
    /// <param name="workspace">The lengths of the rows.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<TLanes, TShape>(
        ref float derivatives, ref float gates, ref float parameters, ref float room, ref float panel, ref float deltas,
        ref float gradients, WorkspaceMemory workspace, int rows, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        if (Recurrence.IsNarrow<TLanes>(TShape.Units))
        {
            BackwardOn<Lanes8, TShape>(ref derivatives, ref gates, ref parameters, ref room, ref panel, ref deltas, workspace, rows, steps);
        }
        else
        {
            BackwardOn<TLanes, TShape>(ref derivatives, ref gates, ref parameters, ref room, ref panel, ref deltas, workspace, rows, steps);
        }

        Dense.ParameterGradientsInBlocks<TLanes, RecurrentProduct<TShape, Lstm>>(ref room, ref deltas, ref gradients, ref panel, (nint)rows * steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardOn<TLanes, TShape>(
        ref float gates, ref float parameters, ref float outputs, ref float room, WorkspaceMemory workspace, int place, int rows, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        nint plane = (nint)rows * steps * TShape.Units;
        for (int row = 0; row < rows; row++)
        {
            int length = workspace.StepsOf(row, steps);
            nint first = (nint)row * steps * TShape.Units;
            ref float state = ref workspace.StateOrigin(row, place);
            ref float cell = ref Unsafe.Add(ref state, TShape.Units);
            for (nint step = 0; step < length; step++)
            {
                nint at = first + (step * TShape.Units);
                ref float before = ref Unsafe.Add(ref room, at);
                ref float cellBefore = ref Unsafe.Add(ref before, plane);
                ref float bent = ref Unsafe.Add(ref cellBefore, plane);
                ref float sums = ref Unsafe.Add(ref gates, 4 * at);
                ref float h = ref Unsafe.Add(ref outputs, at);
                Recurrence.Copy(ref state, ref before, TShape.Units);
                Recurrence.Copy(ref cell, ref cellBefore, TShape.Units);
                for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
                {
                    int count = TShape.Units - unit;
                    TLanes c = TLanes.Load(ref cell, unit);
                    c = Units<TLanes, TShape>(unit, ref sums, ref parameters, ref state, c, out TLanes i, out TLanes f, out TLanes g, out TLanes o);
                    TLanes tanh = GateFunctions.Tanh(c);
                    TLanes.Store(c, ref cell, unit, count);
                    TLanes.Store(tanh, ref bent, unit, count);
                    TLanes.Store(o * tanh, ref h, unit, count);
                    TLanes.Store(i, ref sums, unit, count);
                    TLanes.Store(f, ref sums, unit + TShape.Units, count);
                    TLanes.Store(g, ref sums, unit + (2 * TShape.Units), count);
                    TLanes.Store(o, ref sums, unit + (3 * TShape.Units), count);
                }

                Recurrence.Copy(ref h, ref state, TShape.Units);
            }

            int rest = (steps - length) * TShape.Units;
            Recurrence.Clear(ref Unsafe.Add(ref outputs, first + (length * TShape.Units)), rest);
            Recurrence.Clear(ref Unsafe.Add(ref room, first + (length * TShape.Units)), rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void BackwardOn<TLanes, TShape>(
        ref float derivatives, ref float gates, ref float parameters, ref float room, ref float panel, ref float deltas, WorkspaceMemory workspace, int rows, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        nint plane = (nint)rows * steps * TShape.Units;
        Columns.Transpose(ref parameters, TShape.Units, 4 * TShape.Units, ref panel, TShape.Units);
        ref float carried = ref Recurrence.Carried(ref panel, 0, TShape.Units, gates: 4);
        ref float carriedCell = ref Recurrence.Carried(ref panel, 1, TShape.Units, gates: 4);
        for (int row = 0; row < rows; row++)
        {
            int length = workspace.StepsOf(row, steps);
            nint first = (nint)row * steps * TShape.Units;
            Recurrence.Clear(ref Unsafe.Add(ref deltas, 4 * (first + (length * TShape.Units))), 4 * (steps - length) * TShape.Units);
            Recurrence.Clear(ref carried, TShape.Units);
            Recurrence.Clear(ref carriedCell, TShape.Units);
            for (nint step = length - 1; step >= 0; step--)
            {
                nint at = first + (step * TShape.Units);
                ref float dh = ref Unsafe.Add(ref derivatives, at);
                ref float kept = ref Unsafe.Add(ref gates, 4 * at);
                ref float cellBefore = ref Unsafe.Add(ref room, plane + at);
                ref float bent = ref Unsafe.Add(ref cellBefore, plane);
                ref float delta = ref Unsafe.Add(ref deltas, 4 * at);
                for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
                {
                    int count = TShape.Units - unit;
                    TLanes d = TLanes.Load(ref dh, unit) + TLanes.Load(ref carried, unit);
                    TLanes i = TLanes.Load(ref kept, unit);
                    TLanes f = TLanes.Load(ref kept, unit + TShape.Units);
                    TLanes g = TLanes.Load(ref kept, unit + (2 * TShape.Units));
                    TLanes o = TLanes.Load(ref kept, unit + (3 * TShape.Units));
                    TLanes tanh = TLanes.Load(ref bent, unit);
                    TLanes dc = Activations.TanhGradient(d * o, tanh) + TLanes.Load(ref carriedCell, unit);
                    TLanes.Store(Activations.SigmoidGradient(dc * g, i), ref delta, unit, count);
                    TLanes.Store(Activations.SigmoidGradient(dc * TLanes.Load(ref cellBefore, unit), f), ref delta, unit + TShape.Units, count);
                    TLanes.Store(Activations.TanhGradient(dc * i, g), ref delta, unit + (2 * TShape.Units), count);
                    TLanes.Store(Activations.SigmoidGradient(d * tanh, o), ref delta, unit + (3 * TShape.Units), count);
                    TLanes.Store(dc * f, ref carriedCell, unit);
                }

                Recurrence.Clear(ref carried, TShape.Units);
                Recurrence.AddBack<TLanes>(ref delta, ref panel, ref carried, 4 * TShape.Units, TShape.Units);
            }
        }
    }
}
