using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// Training of recurrent layers of all kinds: through all steps of all sequences, and back. A sequence begins with what the workspace holds for its row, and leaves there what
/// comes behind its last step; what stands behind its length is 0.
/// </summary>
internal static class RecurrentTraining
{
    /// <summary>All steps of all sequences.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <typeparam name="TCell">The kind of layer.</typeparam>
    /// <param name="pass">Where everything lies.</param>
    /// <param name="place">Where h begins in what a row remembers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLanes, TShape, TCell>(in RecurrentPass pass, int place)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
        where TCell : struct, IRecurrentCell
    {
        if (Recurrence.IsNarrow<TLanes>(TShape.Units)) ForwardOn<Lanes8, TShape, TCell>(pass, place);
        else ForwardOn<TLanes, TShape, TCell>(pass, place);
    }

    /// <summary>Back through all steps, for all derivatives but those with respect to the parameters.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <typeparam name="TCell">The kind of layer.</typeparam>
    /// <param name="pass">Where everything lies.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<TLanes, TShape, TCell>(in RecurrentPass pass)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
        where TCell : struct, IRecurrentCell
    {
        if (Recurrence.IsNarrow<TLanes>(TShape.Units)) BackwardOn<Lanes8, TShape, TCell>(pass);
        else BackwardOn<TLanes, TShape, TCell>(pass);
    }

    // By value, as on the way back: the JIT then keeps the places in registers, where a reference has it load them anew at each step (4% of the time of a step of 8 units).
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardOn<TLanes, TShape, TCell>(RecurrentPass pass, int place)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
        where TCell : struct, IRecurrentCell
    {
        for (int row = 0; row < pass.Rows; row++)
        {
            int length = pass.Workspace.StepsOf(row, pass.Steps);
            nint first = (nint)row * pass.Steps * TShape.Units, end = first + (length * TShape.Units);
            ref float state = ref pass.Workspace.StateOrigin(row, place);
            for (nint at = first; at < end; at += TShape.Units)
            {
                Recurrence.Copy(ref state, ref Unsafe.Add(ref pass.Room, at), TShape.Units);
                TCell.Forward<TLanes, TShape>(pass, at, ref state);
                Recurrence.Copy(ref Unsafe.Add(ref pass.Outputs, at), ref state, TShape.Units);
            }

            int rest = (pass.Steps - length) * TShape.Units;
            Recurrence.Clear(ref Unsafe.Add(ref pass.Outputs, end), rest);
            Recurrence.Clear(ref Unsafe.Add(ref pass.Room, end), rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void BackwardOn<TLanes, TShape, TCell>(RecurrentPass pass)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
        where TCell : struct, IRecurrentCell
    {
        Columns.Transpose(ref pass.Parameters, TShape.Units, TCell.Gates * TShape.Units, ref pass.Panel, TShape.Units);
        ref float carried = ref Recurrence.Carried(ref pass.Panel, 0, TShape.Units, TCell.Gates);
        ref float further = ref Recurrence.Carried(ref pass.Panel, 1, TShape.Units, TCell.Gates);
        for (int row = 0; row < pass.Rows; row++)
        {
            int length = pass.Workspace.StepsOf(row, pass.Steps);
            nint first = (nint)row * pass.Steps * TShape.Units, end = first + (length * TShape.Units);
            int rest = (pass.Steps - length) * TShape.Units;
            Recurrence.Clear(ref Unsafe.Add(ref pass.Deltas, TCell.Gates * end), TCell.Gates * rest);
            TCell.ClearBehind<TShape>(pass, end, rest);
            Recurrence.Clear(ref carried, TShape.Units);
            Recurrence.Clear(ref further, TShape.Units);
            for (nint at = end - TShape.Units; at >= first; at -= TShape.Units) TCell.Backward<TLanes, TShape>(pass, at, ref carried, ref further);
        }
    }
}
