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

    // Two registers of units, two partial sums of each gate.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumTwo<TLanes, TShape>(nint unit, ref float inputs, ref float parameters, ref float before, ref TLanes sums)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        ref float recurrent = ref Unsafe.Add(ref parameters, (TShape.Inputs + 1) * 3 * TShape.Units);
        nint a = 0, b = (TShape.Inputs * 3 * TShape.Units) + unit;
        nint c = (3 * TShape.Units * TShape.Units) + unit;
        TLanes ra0 = TLanes.Load(ref parameters, b) + TLanes.Load(ref recurrent, c), ra1 = TLanes.Zero;
        TLanes za0 = TLanes.Load(ref parameters, b + TShape.Units) + TLanes.Load(ref recurrent, c + TShape.Units), za1 = TLanes.Zero;
        TLanes na0 = TLanes.Load(ref recurrent, c + (2 * TShape.Units)), na1 = TLanes.Zero;
        TLanes ma = TLanes.Load(ref parameters, b + (2 * TShape.Units));
        TLanes rb0 = TLanes.Load(ref parameters, b + TLanes.Count) + TLanes.Load(ref recurrent, c + TLanes.Count), rb1 = TLanes.Zero;
        TLanes zb0 = TLanes.Load(ref parameters, b + TShape.Units + TLanes.Count) + TLanes.Load(ref recurrent, c + TShape.Units + TLanes.Count), zb1 = TLanes.Zero;
        TLanes nb0 = TLanes.Load(ref recurrent, c + (2 * TShape.Units) + TLanes.Count), nb1 = TLanes.Zero;
        TLanes mb = TLanes.Load(ref parameters, b + (2 * TShape.Units) + TLanes.Count);
        TLanes x;
        for (b = unit; a < TShape.Inputs; a++, b += 3 * TShape.Units)
        {
            x = TLanes.Broadcast(ref inputs, a);
            ra0 = TLanes.MultiplyAdd(x, ref parameters, b, ra0);
            rb0 = TLanes.MultiplyAdd(x, ref parameters, b + TLanes.Count, rb0);
            za0 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units, za0);
            zb0 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units + TLanes.Count, zb0);
            ma = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units), ma);
            mb = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units) + TLanes.Count, mb);
        }

        for (a = 0, b = unit; a <= TShape.Units - 2; a += 2, b += 6 * TShape.Units)
        {
            x = TLanes.Broadcast(ref before, a);
            ra0 = TLanes.MultiplyAdd(x, ref recurrent, b, ra0);
            rb0 = TLanes.MultiplyAdd(x, ref recurrent, b + TLanes.Count, rb0);
            za0 = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units, za0);
            zb0 = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units + TLanes.Count, zb0);
            na0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units), na0);
            nb0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units) + TLanes.Count, nb0);
            x = TLanes.Broadcast(ref before, a + 1);
            ra1 = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units), ra1);
            rb1 = TLanes.MultiplyAdd(x, ref recurrent, b + (3 * TShape.Units) + TLanes.Count, rb1);
            za1 = TLanes.MultiplyAdd(x, ref recurrent, b + (4 * TShape.Units), za1);
            zb1 = TLanes.MultiplyAdd(x, ref recurrent, b + (4 * TShape.Units) + TLanes.Count, zb1);
            na1 = TLanes.MultiplyAdd(x, ref recurrent, b + (5 * TShape.Units), na1);
            nb1 = TLanes.MultiplyAdd(x, ref recurrent, b + (5 * TShape.Units) + TLanes.Count, nb1);
        }

        for (; a < TShape.Units; a++, b += 3 * TShape.Units)
        {
            x = TLanes.Broadcast(ref before, a);
            ra0 = TLanes.MultiplyAdd(x, ref recurrent, b, ra0);
            rb0 = TLanes.MultiplyAdd(x, ref recurrent, b + TLanes.Count, rb0);
            za0 = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units, za0);
            zb0 = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units + TLanes.Count, zb0);
            na0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units), na0);
            nb0 = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units) + TLanes.Count, nb0);
        }

        sums = ra0 + ra1;
        Unsafe.Add(ref sums, 1) = za0 + za1;
        Unsafe.Add(ref sums, 2) = na0 + na1;
        Unsafe.Add(ref sums, 3) = ma;
        Unsafe.Add(ref sums, 4) = rb0 + rb1;
        Unsafe.Add(ref sums, 5) = zb0 + zb1;
        Unsafe.Add(ref sums, 6) = nb0 + nb1;
        Unsafe.Add(ref sums, 7) = mb;
    }

    // Three registers of units.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumThree<TLanes, TShape>(nint unit, ref float inputs, ref float parameters, ref float before, ref TLanes sums)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IRecurrentShape
    {
        ref float recurrent = ref Unsafe.Add(ref parameters, (TShape.Inputs + 1) * 3 * TShape.Units);
        nint a = 0, b = (TShape.Inputs * 3 * TShape.Units) + unit;
        nint c = (3 * TShape.Units * TShape.Units) + unit;
        TLanes ra = TLanes.Load(ref parameters, b) + TLanes.Load(ref recurrent, c);
        TLanes za = TLanes.Load(ref parameters, b + TShape.Units) + TLanes.Load(ref recurrent, c + TShape.Units);
        TLanes na = TLanes.Load(ref recurrent, c + (2 * TShape.Units));
        TLanes ma = TLanes.Load(ref parameters, b + (2 * TShape.Units));
        TLanes rb = TLanes.Load(ref parameters, b + TLanes.Count) + TLanes.Load(ref recurrent, c + TLanes.Count);
        TLanes zb = TLanes.Load(ref parameters, b + TShape.Units + TLanes.Count) + TLanes.Load(ref recurrent, c + TShape.Units + TLanes.Count);
        TLanes nb = TLanes.Load(ref recurrent, c + (2 * TShape.Units) + TLanes.Count);
        TLanes mb = TLanes.Load(ref parameters, b + (2 * TShape.Units) + TLanes.Count);
        TLanes rc = TLanes.Load(ref parameters, b + (2 * TLanes.Count)) + TLanes.Load(ref recurrent, c + (2 * TLanes.Count));
        TLanes zc = TLanes.Load(ref parameters, b + TShape.Units + (2 * TLanes.Count)) + TLanes.Load(ref recurrent, c + TShape.Units + (2 * TLanes.Count));
        TLanes nc = TLanes.Load(ref recurrent, c + (2 * TShape.Units) + (2 * TLanes.Count));
        TLanes mc = TLanes.Load(ref parameters, b + (2 * TShape.Units) + (2 * TLanes.Count));
        TLanes x;
        for (b = unit; a < TShape.Inputs; a++, b += 3 * TShape.Units)
        {
            x = TLanes.Broadcast(ref inputs, a);
            ra = TLanes.MultiplyAdd(x, ref parameters, b, ra);
            rb = TLanes.MultiplyAdd(x, ref parameters, b + TLanes.Count, rb);
            rc = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TLanes.Count), rc);
            za = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units, za);
            zb = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units + TLanes.Count, zb);
            zc = TLanes.MultiplyAdd(x, ref parameters, b + TShape.Units + (2 * TLanes.Count), zc);
            ma = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units), ma);
            mb = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units) + TLanes.Count, mb);
            mc = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.Units) + (2 * TLanes.Count), mc);
        }

        for (a = 0, b = unit; a < TShape.Units; a++, b += 3 * TShape.Units)
        {
            x = TLanes.Broadcast(ref before, a);
            ra = TLanes.MultiplyAdd(x, ref recurrent, b, ra);
            rb = TLanes.MultiplyAdd(x, ref recurrent, b + TLanes.Count, rb);
            rc = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TLanes.Count), rc);
            za = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units, za);
            zb = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units + TLanes.Count, zb);
            zc = TLanes.MultiplyAdd(x, ref recurrent, b + TShape.Units + (2 * TLanes.Count), zc);
            na = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units), na);
            nb = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units) + TLanes.Count, nb);
            nc = TLanes.MultiplyAdd(x, ref recurrent, b + (2 * TShape.Units) + (2 * TLanes.Count), nc);
        }

        sums = ra;
        Unsafe.Add(ref sums, 1) = za;
        Unsafe.Add(ref sums, 2) = na;
        Unsafe.Add(ref sums, 3) = ma;
        Unsafe.Add(ref sums, 4) = rb;
        Unsafe.Add(ref sums, 5) = zb;
        Unsafe.Add(ref sums, 6) = nb;
        Unsafe.Add(ref sums, 7) = mb;
        Unsafe.Add(ref sums, 8) = rc;
        Unsafe.Add(ref sums, 9) = zc;
        Unsafe.Add(ref sums, 10) = nc;
        Unsafe.Add(ref sums, 11) = mc;
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
