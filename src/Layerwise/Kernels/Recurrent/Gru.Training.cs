using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <content>Training: all steps of all sequences, and the way back through them.</content>
public readonly partial struct Gru
{
    /// <summary>All steps of all sequences, for training.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="gates">x·W + b [rows, steps, 3, units]; r, z and n in their place afterwards.</param>
    /// <param name="parameters">U, and behind it c.</param>
    /// <param name="outputs">Receives h' [rows, steps, units]; 0 behind the length of a row.</param>
    /// <param name="room">Receives [rows, steps, 5, units]: h of all steps, then h·Uₙ + cₙ of all; the rest is for the way back.</param>
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

    /// <summary>Back through all steps: the derivatives with respect to x·W + b, and the gradients of U and c.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="derivatives">With respect to h' [rows, steps, units].</param>
    /// <param name="gates">r, z and n.</param>
    /// <param name="parameters">U, and behind it c.</param>
    /// <param name="room">What the forward pass left there.</param>
    /// <param name="panel">Room.</param>
    /// <param name="deltas">Receives the derivatives [rows, steps, 3, units].</param>
    /// <param name="gradients">Receives those of U and c.</param>
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
        nint plane = (nint)rows * steps * TShape.Units;
        ref float before = ref room;
        ref float products = ref Unsafe.Add(ref room, plane);
        ref float recurrent = ref Unsafe.Add(ref room, 2 * plane);
        if (Recurrence.IsNarrow<TLanes>(TShape.Units))
        {
            BackwardOn<Lanes8, TShape>(ref derivatives, ref gates, ref parameters, ref before, ref products, ref panel, ref deltas, ref recurrent, workspace, rows, steps);
        }
        else
        {
            BackwardOn<TLanes, TShape>(ref derivatives, ref gates, ref parameters, ref before, ref products, ref panel, ref deltas, ref recurrent, workspace, rows, steps);
        }

        Dense.ParameterGradientsInBlocks<TLanes, RecurrentProduct<TShape, Gru>>(ref before, ref recurrent, ref gradients, ref panel, (nint)rows * steps);
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
            for (nint step = 0; step < length; step++)
            {
                nint at = first + (step * TShape.Units);
                ref float before = ref Unsafe.Add(ref room, at);
                ref float products = ref Unsafe.Add(ref before, plane);
                ref float sums = ref Unsafe.Add(ref gates, 3 * at);
                ref float h = ref Unsafe.Add(ref outputs, at);
                Recurrence.Copy(ref state, ref before, TShape.Units);
                for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
                {
                    int count = TShape.Units - unit;
                    TLanes next = Units<TLanes, TShape>(unit, ref sums, ref parameters, ref state, out TLanes r, out TLanes z, out TLanes n, out TLanes product);
                    TLanes.Store(next, ref h, unit, count);
                    TLanes.Store(r, ref sums, unit, count);
                    TLanes.Store(z, ref sums, unit + TShape.Units, count);
                    TLanes.Store(n, ref sums, unit + (2 * TShape.Units), count);
                    TLanes.Store(product, ref products, unit, count);
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
        ref float derivatives, ref float gates, ref float parameters, ref float before, ref float products, ref float panel, ref float deltas,
        ref float recurrent, WorkspaceMemory workspace, int rows, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        Columns.Transpose(ref parameters, TShape.Units, 3 * TShape.Units, ref panel, TShape.Units);
        ref float carried = ref Recurrence.Carried(ref panel, 0, TShape.Units, gates: 3);
        TLanes one = TLanes.Broadcast(1f);
        for (int row = 0; row < rows; row++)
        {
            int length = workspace.StepsOf(row, steps);
            nint first = (nint)row * steps * TShape.Units;
            Recurrence.Clear(ref Unsafe.Add(ref deltas, 3 * (first + (length * TShape.Units))), 3 * (steps - length) * TShape.Units);
            Recurrence.Clear(ref Unsafe.Add(ref recurrent, 3 * (first + (length * TShape.Units))), 3 * (steps - length) * TShape.Units);
            Recurrence.Clear(ref carried, TShape.Units);
            for (nint step = length - 1; step >= 0; step--)
            {
                nint at = first + (step * TShape.Units);
                ref float dh = ref Unsafe.Add(ref derivatives, at);
                ref float kept = ref Unsafe.Add(ref gates, 3 * at);
                ref float dx = ref Unsafe.Add(ref deltas, 3 * at);
                ref float du = ref Unsafe.Add(ref recurrent, 3 * at);
                for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
                {
                    int count = TShape.Units - unit;
                    TLanes d = TLanes.Load(ref dh, unit) + TLanes.Load(ref carried, unit);
                    TLanes r = TLanes.Load(ref kept, unit);
                    TLanes z = TLanes.Load(ref kept, unit + TShape.Units);
                    TLanes n = TLanes.Load(ref kept, unit + (2 * TShape.Units));
                    TLanes dz = Activations.SigmoidGradient(d * (TLanes.Load(ref before, at + unit) - n), z);
                    TLanes dn = Activations.TanhGradient(d * (one - z), n);
                    TLanes dr = Activations.SigmoidGradient(dn * TLanes.Load(ref products, at + unit), r);
                    TLanes.Store(dr, ref dx, unit, count);
                    TLanes.Store(dz, ref dx, unit + TShape.Units, count);
                    TLanes.Store(dn, ref dx, unit + (2 * TShape.Units), count);
                    TLanes.Store(dr, ref du, unit, count);
                    TLanes.Store(dz, ref du, unit + TShape.Units, count);
                    TLanes.Store(dn * r, ref du, unit + (2 * TShape.Units), count);
                    TLanes.Store(d * z, ref carried, unit);
                }

                Recurrence.AddBack<TLanes>(ref du, ref panel, ref carried, 3 * TShape.Units, TShape.Units);
            }
        }
    }
}
