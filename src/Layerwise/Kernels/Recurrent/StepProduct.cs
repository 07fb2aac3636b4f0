using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// b + x·W + u·U of a step, which the next step waits for: up to six registers of neighbouring columns at a time, of all gates, with so many partial sums of each that the
/// multiply-adds don't wait for each other.
/// </summary>
/// <typeparam name="TLanes">The registers.</typeparam>
/// <typeparam name="TShape">The sizes.</typeparam>
/// <typeparam name="TGates">The columns.</typeparam>
internal static class StepProduct<TLanes, TShape, TGates>
    where TLanes : struct, ILanes<TLanes>
    where TShape : struct, IRecurrentShape
    where TGates : struct, IGateColumns
{
    private const int MostRegisters = 6;

    // Registers of a tile: as few tiles as possible, all equally wide.
    private static int Registers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            int before = (TGates.Columns - 1) / TLanes.Count;
            return (before / ((before / MostRegisters) + 1)) + 1;
        }
    }

    /// <summary>Computes the sums of all columns. Up to a register's width behind what is read is read too, and ignored.</summary>
    /// <param name="biases">b [columns].</param>
    /// <param name="inputs">x [inputs].</param>
    /// <param name="ofInputs">W [inputs, columns], its rows as far apart as the sizes say.</param>
    /// <param name="remembered">u [units].</param>
    /// <param name="ofUnits">U [units, columns], as W.</param>
    /// <param name="sums">Receives [columns], in whole registers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum(ref float biases, ref float inputs, ref float ofInputs, ref float remembered, ref float ofUnits, ref float sums)
    {
        for (nint next = 0; next < TGates.Columns; next += Registers * TLanes.Count)
        {
            nint column = Panel.Start(next, TGates.Columns, Registers * TLanes.Count);
            ref float start = ref Unsafe.Add(ref biases, column);
            ref float w = ref Unsafe.Add(ref ofInputs, column);
            ref float u = ref Unsafe.Add(ref ofUnits, column);
            if (Registers > 3) SumSix(ref start, ref inputs, ref w, ref remembered, ref u, ref Unsafe.Add(ref sums, column));
            else SumThree(ref start, ref inputs, ref w, ref remembered, ref u, ref Unsafe.Add(ref sums, column));
        }
    }

    // Four to six registers, two partial sums of each.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumSix(ref float start, ref float inputs, ref float ofInputs, ref float remembered, ref float ofUnits, ref float sums)
    {
        TLanes s0 = TLanes.Load(ref start, 0), s1 = TLanes.Zero;
        TLanes t0 = TLanes.Load(ref start, TLanes.Count), t1 = TLanes.Zero;
        TLanes u0 = TLanes.Load(ref start, 2 * TLanes.Count), u1 = TLanes.Zero;
        TLanes v0 = TLanes.Load(ref start, 3 * TLanes.Count), v1 = TLanes.Zero;
        TLanes w0 = Registers > 4 ? TLanes.Load(ref start, 4 * TLanes.Count) : TLanes.Zero, w1 = TLanes.Zero;
        TLanes x0 = Registers > 5 ? TLanes.Load(ref start, 5 * TLanes.Count) : TLanes.Zero, x1 = TLanes.Zero;
        TLanes a;
        nint row = 0, at = 0;
        for (; row < TShape.Inputs; row++, at += TGates.RowStep)
        {
            a = TLanes.Broadcast(ref inputs, row);
            s0 = TLanes.MultiplyAdd(a, ref ofInputs, at, s0);
            t0 = TLanes.MultiplyAdd(a, ref ofInputs, at + TLanes.Count, t0);
            u0 = TLanes.MultiplyAdd(a, ref ofInputs, at + (2 * TLanes.Count), u0);
            v0 = TLanes.MultiplyAdd(a, ref ofInputs, at + (3 * TLanes.Count), v0);
            if (Registers > 4) w0 = TLanes.MultiplyAdd(a, ref ofInputs, at + (4 * TLanes.Count), w0);
            if (Registers > 5) x0 = TLanes.MultiplyAdd(a, ref ofInputs, at + (5 * TLanes.Count), x0);
        }

        for (row = 0, at = 0; row <= TShape.Units - 2; row += 2, at += 2 * TGates.RowStep)
        {
            a = TLanes.Broadcast(ref remembered, row);
            s0 = TLanes.MultiplyAdd(a, ref ofUnits, at, s0);
            t0 = TLanes.MultiplyAdd(a, ref ofUnits, at + TLanes.Count, t0);
            u0 = TLanes.MultiplyAdd(a, ref ofUnits, at + (2 * TLanes.Count), u0);
            v0 = TLanes.MultiplyAdd(a, ref ofUnits, at + (3 * TLanes.Count), v0);
            if (Registers > 4) w0 = TLanes.MultiplyAdd(a, ref ofUnits, at + (4 * TLanes.Count), w0);
            if (Registers > 5) x0 = TLanes.MultiplyAdd(a, ref ofUnits, at + (5 * TLanes.Count), x0);
            a = TLanes.Broadcast(ref remembered, row + 1);
            s1 = TLanes.MultiplyAdd(a, ref ofUnits, at + TGates.RowStep, s1);
            t1 = TLanes.MultiplyAdd(a, ref ofUnits, at + TGates.RowStep + TLanes.Count, t1);
            u1 = TLanes.MultiplyAdd(a, ref ofUnits, at + TGates.RowStep + (2 * TLanes.Count), u1);
            v1 = TLanes.MultiplyAdd(a, ref ofUnits, at + TGates.RowStep + (3 * TLanes.Count), v1);
            if (Registers > 4) w1 = TLanes.MultiplyAdd(a, ref ofUnits, at + TGates.RowStep + (4 * TLanes.Count), w1);
            if (Registers > 5) x1 = TLanes.MultiplyAdd(a, ref ofUnits, at + TGates.RowStep + (5 * TLanes.Count), x1);
        }

        if (TShape.Units % 2 > 0)
        {
            a = TLanes.Broadcast(ref remembered, row);
            s0 = TLanes.MultiplyAdd(a, ref ofUnits, at, s0);
            t0 = TLanes.MultiplyAdd(a, ref ofUnits, at + TLanes.Count, t0);
            u0 = TLanes.MultiplyAdd(a, ref ofUnits, at + (2 * TLanes.Count), u0);
            v0 = TLanes.MultiplyAdd(a, ref ofUnits, at + (3 * TLanes.Count), v0);
            if (Registers > 4) w0 = TLanes.MultiplyAdd(a, ref ofUnits, at + (4 * TLanes.Count), w0);
            if (Registers > 5) x0 = TLanes.MultiplyAdd(a, ref ofUnits, at + (5 * TLanes.Count), x0);
        }

        TLanes.Store(s0 + s1, ref sums, 0);
        TLanes.Store(t0 + t1, ref sums, TLanes.Count);
        TLanes.Store(u0 + u1, ref sums, 2 * TLanes.Count);
        TLanes.Store(v0 + v1, ref sums, 3 * TLanes.Count);
        if (Registers > 4) TLanes.Store(w0 + w1, ref sums, 4 * TLanes.Count);
        if (Registers > 5) TLanes.Store(x0 + x1, ref sums, 5 * TLanes.Count);
    }

    // One to three registers, four partial sums of each.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumThree(ref float start, ref float inputs, ref float ofInputs, ref float remembered, ref float ofUnits, ref float sums)
    {
        TLanes s0 = TLanes.Load(ref start, 0), s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        TLanes t0 = Registers > 1 ? TLanes.Load(ref start, TLanes.Count) : TLanes.Zero, t1 = TLanes.Zero, t2 = TLanes.Zero, t3 = TLanes.Zero;
        TLanes u0 = Registers > 2 ? TLanes.Load(ref start, 2 * TLanes.Count) : TLanes.Zero, u1 = TLanes.Zero, u2 = TLanes.Zero, u3 = TLanes.Zero;
        TLanes a;
        nint row = 0, at = 0;
        for (; row < TShape.Inputs; row++, at += TGates.RowStep)
        {
            a = TLanes.Broadcast(ref inputs, row);
            s0 = TLanes.MultiplyAdd(a, ref ofInputs, at, s0);
            if (Registers > 1) t0 = TLanes.MultiplyAdd(a, ref ofInputs, at + TLanes.Count, t0);
            if (Registers > 2) u0 = TLanes.MultiplyAdd(a, ref ofInputs, at + (2 * TLanes.Count), u0);
        }

        for (row = 0, at = 0; row <= TShape.Units - 4; row += 4, at += 4 * TGates.RowStep)
        {
            a = TLanes.Broadcast(ref remembered, row);
            s0 = TLanes.MultiplyAdd(a, ref ofUnits, at, s0);
            if (Registers > 1) t0 = TLanes.MultiplyAdd(a, ref ofUnits, at + TLanes.Count, t0);
            if (Registers > 2) u0 = TLanes.MultiplyAdd(a, ref ofUnits, at + (2 * TLanes.Count), u0);
            a = TLanes.Broadcast(ref remembered, row + 1);
            s1 = TLanes.MultiplyAdd(a, ref ofUnits, at + TGates.RowStep, s1);
            if (Registers > 1) t1 = TLanes.MultiplyAdd(a, ref ofUnits, at + TGates.RowStep + TLanes.Count, t1);
            if (Registers > 2) u1 = TLanes.MultiplyAdd(a, ref ofUnits, at + TGates.RowStep + (2 * TLanes.Count), u1);
            a = TLanes.Broadcast(ref remembered, row + 2);
            s2 = TLanes.MultiplyAdd(a, ref ofUnits, at + (2 * TGates.RowStep), s2);
            if (Registers > 1) t2 = TLanes.MultiplyAdd(a, ref ofUnits, at + (2 * TGates.RowStep) + TLanes.Count, t2);
            if (Registers > 2) u2 = TLanes.MultiplyAdd(a, ref ofUnits, at + (2 * TGates.RowStep) + (2 * TLanes.Count), u2);
            a = TLanes.Broadcast(ref remembered, row + 3);
            s3 = TLanes.MultiplyAdd(a, ref ofUnits, at + (3 * TGates.RowStep), s3);
            if (Registers > 1) t3 = TLanes.MultiplyAdd(a, ref ofUnits, at + (3 * TGates.RowStep) + TLanes.Count, t3);
            if (Registers > 2) u3 = TLanes.MultiplyAdd(a, ref ofUnits, at + (3 * TGates.RowStep) + (2 * TLanes.Count), u3);
        }

        for (; row < TShape.Units; row++, at += TGates.RowStep)
        {
            a = TLanes.Broadcast(ref remembered, row);
            s0 = TLanes.MultiplyAdd(a, ref ofUnits, at, s0);
            if (Registers > 1) t0 = TLanes.MultiplyAdd(a, ref ofUnits, at + TLanes.Count, t0);
            if (Registers > 2) u0 = TLanes.MultiplyAdd(a, ref ofUnits, at + (2 * TLanes.Count), u0);
        }

        TLanes.Store((s0 + s1) + (s2 + s3), ref sums, 0);
        if (Registers > 1) TLanes.Store((t0 + t1) + (t2 + t3), ref sums, TLanes.Count);
        if (Registers > 2) TLanes.Store((u0 + u1) + (u2 + u3), ref sums, 2 * TLanes.Count);
    }
}
