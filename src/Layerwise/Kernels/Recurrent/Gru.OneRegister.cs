using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <content>One register of units at a time.</content>
public readonly partial struct Gru
{
    // All units in one register: what a step leaves is in memory for the next one alone.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StepsOfOne<TLanes, TShape>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        ref float before = ref state;
        ref float h = ref outputs;
        for (int step = 0; step < steps; step++)
        {
            One<TLanes, TShape>(0, ref inputs, ref parameters, ref before, ref h);
            before = ref h;
            h = ref Unsafe.Add(ref h, TShape.Units);
            inputs = ref Unsafe.Add(ref inputs, TShape.Inputs);
        }

        TLanes.Store(TLanes.Load(ref before, 0, TShape.Units, 0f), ref state, 0, TShape.Units);
    }

    // The same bits, gate by gate: what is made of r and n goes on while z is still summed up. In a block of wide registers that saves a tenth of the time (measured on Zen 4); a
    // call for one step would take a fifth longer.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void StepsByGates<TLanes, TShape>(ref float inputs, ref float parameters, ref float state, ref float outputs, int steps)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        ref float before = ref state;
        ref float h = ref outputs;
        for (int step = 0; step < steps; step++)
        {
            OneByGates<TLanes, TShape>(ref inputs, ref parameters, ref before, ref h);
            before = ref h;
            h = ref Unsafe.Add(ref h, TShape.Units);
            inputs = ref Unsafe.Add(ref inputs, TShape.Inputs);
        }

        TLanes.Store(TLanes.Load(ref before, 0, TShape.Units, 0f), ref state, 0, TShape.Units);
    }

    // One register of units, up to four partial sums of each gate.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<TLanes, TShape>(nint unit, ref float inputs, ref float parameters, ref float before, ref float outputs)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        ref float recurrent = ref Unsafe.Add(ref parameters, (TShape.Inputs + 1) * 3 * TShape.Units);
        nint a = 0, b = (TShape.Inputs * 3 * TShape.Units) + unit;
        nint c = (3 * TShape.Units * TShape.Units) + unit;
        TLanes r0 = TLanes.Load(ref parameters, b) + TLanes.Load(ref recurrent, c), r1 = TLanes.Zero, r2 = TLanes.Zero, r3 = TLanes.Zero;
        TLanes z0 = TLanes.Load(ref parameters, b + TShape.Units) + TLanes.Load(ref recurrent, c + TShape.Units), z1 = TLanes.Zero, z2 = TLanes.Zero, z3 = TLanes.Zero;
        TLanes n0 = TLanes.Load(ref recurrent, c + (2 * TShape.Units)), n1 = TLanes.Zero, n2 = TLanes.Zero, n3 = TLanes.Zero;
        TLanes m = TLanes.Load(ref parameters, b + (2 * TShape.Units));
        TLanes x;
        for (b = unit; a < TShape.Inputs; a++, b += 3 * TShape.Units)
        {
            x = TLanes.Broadcast(ref inputs, a);
            r0 = TLanes.MultiplyAdd(x, ref parameters, b, r0);
            z0 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units, z0);
            m = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units), m);
        }

        for (a = 0, b = unit; a <= TShape.Units - 4; a += 4, b += 12 * TShape.Units)
        {
            x = TLanes.Broadcast(ref before, a);
            r0 = TLanes.MultiplyAdd(x, ref recurrent, b, r0);
            z0 = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units, z0);
            n0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units), n0);
            x = TLanes.Broadcast(ref before, a + 1);
            r1 = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units), r1);
            z1 = TLanes.MultiplyAdd(x, ref recurrent, b + (4 * TShape.Units), z1);
            n1 = TLanes.MultiplyAdd(x, ref recurrent, b + (5 * TShape.Units), n1);
            x = TLanes.Broadcast(ref before, a + 2);
            r2 = TLanes.MultiplyAdd(x, ref recurrent, b + (6 * TShape.Units), r2);
            z2 = TLanes.MultiplyAdd(x, ref recurrent, b + (7 * TShape.Units), z2);
            n2 = TLanes.MultiplyAdd(x, ref recurrent, b + (8 * TShape.Units), n2);
            x = TLanes.Broadcast(ref before, a + 3);
            r3 = TLanes.MultiplyAdd(x, ref recurrent, b + (9 * TShape.Units), r3);
            z3 = TLanes.MultiplyAdd(x, ref recurrent, b + (10 * TShape.Units), z3);
            n3 = TLanes.MultiplyAdd(x, ref recurrent, b + (11 * TShape.Units), n3);
        }

        for (; a < TShape.Units; a++, b += 3 * TShape.Units)
        {
            x = TLanes.Broadcast(ref before, a);
            r0 = TLanes.MultiplyAdd(x, ref recurrent, b, r0);
            z0 = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units, z0);
            n0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units), n0);
        }

        int count = TShape.Units - (int)unit;
        TLanes candidate = Candidate((r0 + r1) + (r2 + r3), (n0 + n1) + (n2 + n3), m);
        TLanes.Store(Next((z0 + z1) + (z2 + z3), candidate, TLanes.Load(ref before, unit, count, 0f)), ref outputs, unit, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneByGates<TLanes, TShape>(ref float inputs, ref float parameters, ref float before, ref float outputs)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        ref float recurrent = ref Unsafe.Add(ref parameters, (TShape.Inputs + 1) * 3 * TShape.Units);
        nint b = TShape.Inputs * 3 * TShape.Units, c = 3 * TShape.Units * TShape.Units;
        TLanes r = TLanes.Load(ref parameters, b) + TLanes.Load(ref recurrent, c);
        TLanes z = TLanes.Load(ref parameters, b + TShape.Units) + TLanes.Load(ref recurrent, c + TShape.Units);
        TLanes m = TLanes.Load(ref parameters, b + (2 * TShape.Units));
        b = 0;
        for (nint a = 0; a < TShape.Inputs; a++, b += 3 * TShape.Units)
        {
            TLanes x = TLanes.Broadcast(ref inputs, a);
            r = TLanes.MultiplyAdd(x, ref parameters, b, r);
            z = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units, z);
            m = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units), m);
        }

        r = Product<TLanes, TShape>(r, ref before, ref recurrent);
        TLanes n = Product<TLanes, TShape>(TLanes.Load(ref recurrent, c + (2 * TShape.Units)), ref before, ref Unsafe.Add(ref recurrent, 2 * TShape.Units));
        TLanes candidate = Candidate(r, n, m);
        z = Product<TLanes, TShape>(z, ref before, ref Unsafe.Add(ref recurrent, TShape.Units));
        TLanes.Store(Next(z, candidate, TLanes.Load(ref before, 0, TShape.Units, 0f)), ref outputs, 0, TShape.Units);
    }

    // A sum and h·U of one gate.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Product<TLanes, TShape>(TLanes sum, ref float before, ref float recurrent)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        TLanes s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        nint a = 0, b = 0;
        for (; a <= TShape.Units - 4; a += 4, b += 12 * TShape.Units)
        {
            sum = TLanes.MultiplyAddBroadcast(TLanes.Load(ref recurrent, b), ref before, a, sum);
            s1 = TLanes.MultiplyAddBroadcast(TLanes.Load(ref recurrent, b + (3 * TShape.Units)), ref before, a + 1, s1);
            s2 = TLanes.MultiplyAddBroadcast(TLanes.Load(ref recurrent, b + (6 * TShape.Units)), ref before, a + 2, s2);
            s3 = TLanes.MultiplyAddBroadcast(TLanes.Load(ref recurrent, b + (9 * TShape.Units)), ref before, a + 3, s3);
        }

        for (; a < TShape.Units; a++, b += 3 * TShape.Units) sum = TLanes.MultiplyAddBroadcast(TLanes.Load(ref recurrent, b), ref before, a, sum);
        return (sum + s1) + (s2 + s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OneOfMany<TLanes, TShape>(nint unit, ref float inputs, ref float parameters, ref float before, ref float outputs)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape => One<TLanes, TShape>(unit, ref inputs, ref parameters, ref before, ref outputs);
}
