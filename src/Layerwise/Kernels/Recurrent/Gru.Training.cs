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
        var pass = new RecurrentPass(ref gates, ref parameters, ref room, workspace, rows, steps) { Outputs = ref outputs };
        RecurrentTraining.Forward<TLanes, TShape, Gru>(pass, place);
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
        var pass = new RecurrentPass(ref gates, ref parameters, ref room, workspace, rows, steps)
        {
            Derivatives = ref derivatives,
            Panel = ref panel,
            Deltas = ref deltas,
        };
        RecurrentTraining.Backward<TLanes, TShape, Gru>(pass);
        ref float recurrent = ref pass.Further<TShape>(2);
        Dense.ParameterGradientsInBlocks<TLanes, RecurrentProduct<TShape, Gru>>(ref room, ref recurrent, ref gradients, ref panel, (nint)rows * steps);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IRecurrentCell.Forward<TLanes, TShape>(in RecurrentPass pass, nint at, ref float state)
    {
        ref float sums = ref Unsafe.Add(ref pass.Gates, 3 * at);
        ref float h = ref Unsafe.Add(ref pass.Outputs, at);
        ref float products = ref Unsafe.Add(ref pass.Further<TShape>(1), at);
        ref float parameters = ref pass.Parameters;
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
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IRecurrentCell.Backward<TLanes, TShape>(in RecurrentPass pass, nint at, ref float carried, ref float further)
    {
        ref float dh = ref Unsafe.Add(ref pass.Derivatives, at);
        ref float kept = ref Unsafe.Add(ref pass.Gates, 3 * at);
        ref float before = ref Unsafe.Add(ref pass.Room, at);
        ref float products = ref Unsafe.Add(ref pass.Further<TShape>(1), at);
        ref float dx = ref Unsafe.Add(ref pass.Deltas, 3 * at);
        ref float du = ref Unsafe.Add(ref pass.Further<TShape>(2), 3 * at);
        TLanes one = TLanes.Broadcast(1f);
        for (int unit = 0; unit < TShape.Units; unit += TLanes.Count)
        {
            int count = TShape.Units - unit;
            TLanes d = TLanes.Load(ref dh, unit) + TLanes.Load(ref carried, unit);
            TLanes r = TLanes.Load(ref kept, unit);
            TLanes z = TLanes.Load(ref kept, unit + TShape.Units);
            TLanes n = TLanes.Load(ref kept, unit + (2 * TShape.Units));
            TLanes dz = Activations.SigmoidGradient(d * (TLanes.Load(ref before, unit) - n), z);
            TLanes dn = Activations.TanhGradient(d * (one - z), n);
            TLanes dr = Activations.SigmoidGradient(dn * TLanes.Load(ref products, unit), r);
            TLanes.Store(dr, ref dx, unit, count);
            TLanes.Store(dz, ref dx, unit + TShape.Units, count);
            TLanes.Store(dn, ref dx, unit + (2 * TShape.Units), count);
            TLanes.Store(dr, ref du, unit, count);
            TLanes.Store(dz, ref du, unit + TShape.Units, count);
            TLanes.Store(dn * r, ref du, unit + (2 * TShape.Units), count);
            TLanes.Store(d * z, ref carried, unit);
        }

        Recurrence.AddBack<TLanes>(ref du, ref pass.Panel, ref carried, 3 * TShape.Units, TShape.Units);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IRecurrentCell.ClearBehind<TShape>(in RecurrentPass pass, nint end, int count) =>
        Recurrence.Clear(ref Unsafe.Add(ref pass.Further<TShape>(2), 3 * end), 3 * count);

    // The gates and h' of the units that a register holds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Units<TLanes, TShape>(
        nint unit, ref float sums, ref float parameters, ref float before, out TLanes r, out TLanes z, out TLanes n, out TLanes product)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        ref float biases = ref Unsafe.Add(ref parameters, (3 * TShape.Units * TShape.Units) + unit);
        TLanes r0 = TLanes.Load(ref sums, unit) + TLanes.Load(ref biases, 0), r1 = TLanes.Zero;
        TLanes z0 = TLanes.Load(ref sums, unit + TShape.Units) + TLanes.Load(ref biases, TShape.Units), z1 = TLanes.Zero;
        TLanes n0 = TLanes.Load(ref biases, 2 * TShape.Units), n1 = TLanes.Zero;
        nint a = 0, b = unit;
        for (; a <= TShape.Units - 2; a += 2, b += 6 * TShape.Units)
        {
            TLanes h = TLanes.Broadcast(ref before, a);
            r0 = TLanes.MultiplyAdd(h, ref parameters, b, r0);
            z0 = TLanes.MultiplyAdd(h, ref parameters, b + TShape.Units, z0);
            n0 = TLanes.MultiplyAdd(h, ref parameters, b + (2 * TShape.Units), n0);
            h = TLanes.Broadcast(ref before, a + 1);
            r1 = TLanes.MultiplyAdd(h, ref parameters, b + (3 * TShape.Units), r1);
            z1 = TLanes.MultiplyAdd(h, ref parameters, b + (4 * TShape.Units), z1);
            n1 = TLanes.MultiplyAdd(h, ref parameters, b + (5 * TShape.Units), n1);
        }

        if (TShape.Units % 2 > 0)
        {
            TLanes h = TLanes.Broadcast(ref before, a);
            r0 = TLanes.MultiplyAdd(h, ref parameters, b, r0);
            z0 = TLanes.MultiplyAdd(h, ref parameters, b + TShape.Units, z0);
            n0 = TLanes.MultiplyAdd(h, ref parameters, b + (2 * TShape.Units), n0);
        }

        r = GateFunctions.Sigmoid(r0 + r1);
        z = GateFunctions.Sigmoid(z0 + z1);
        product = n0 + n1;
        n = GateFunctions.Tanh(TLanes.MultiplyAdd(r, product, TLanes.Load(ref sums, unit + (2 * TShape.Units))));
        return TLanes.MultiplyAdd(z, TLanes.Load(ref before, unit) - n, n);
    }
}
