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
        var pass = new RecurrentPass(ref gates, ref parameters, ref room, workspace, rows, steps) { Outputs = ref outputs };
        RecurrentTraining.Forward<TLanes, TShape, Lstm>(pass, place);
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
        var pass = new RecurrentPass(ref gates, ref parameters, ref room, workspace, rows, steps)
        {
            Derivatives = ref derivatives,
            Panel = ref panel,
            Deltas = ref deltas,
        };
        RecurrentTraining.Backward<TLanes, TShape, Lstm>(pass);
        Dense.ParameterGradientsInBlocks<TLanes, RecurrentProduct<TShape, Lstm>>(ref room, ref deltas, ref gradients, ref panel, (nint)rows * steps);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IRecurrentCell.Forward<TLanes, TShape>(in RecurrentPass pass, nint at, ref float state)
    {
        ref float sums = ref Unsafe.Add(ref pass.Gates, 4 * at);
        ref float h = ref Unsafe.Add(ref pass.Outputs, at);
        ref float cell = ref Unsafe.Add(ref state, TShape.Units);
        ref float cellBefore = ref Unsafe.Add(ref pass.Further<TShape>(1), at);
        ref float bent = ref Unsafe.Add(ref pass.Further<TShape>(2), at);
        ref float parameters = ref pass.Parameters;
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
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IRecurrentCell.Backward<TLanes, TShape>(in RecurrentPass pass, nint at, ref float carried, ref float carriedCell)
    {
        ref float dh = ref Unsafe.Add(ref pass.Derivatives, at);
        ref float kept = ref Unsafe.Add(ref pass.Gates, 4 * at);
        ref float cellBefore = ref Unsafe.Add(ref pass.Further<TShape>(1), at);
        ref float bent = ref Unsafe.Add(ref pass.Further<TShape>(2), at);
        ref float delta = ref Unsafe.Add(ref pass.Deltas, 4 * at);
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
        Recurrence.AddBack<TLanes>(ref delta, ref pass.Panel, ref carried, 4 * TShape.Units, TShape.Units);
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
