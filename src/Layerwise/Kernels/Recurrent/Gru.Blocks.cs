using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <content>
/// Two registers of units at a time, or three: they share the numbers that multiply their weights. Measured on Zen 4, of 20, 24 and 40 units on registers of 8 lanes a step of a
/// block takes 4, 7 and 3 % longer register by register; of 32, 48 and 64 on those of 16 lanes it takes 4, 7 and 8 % less. That would be other bits, as more partial sums of a gate
/// are added up.
/// </content>
public readonly partial struct Gru
{
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
}
