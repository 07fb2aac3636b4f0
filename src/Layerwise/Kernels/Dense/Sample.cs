using System.Runtime.CompilerServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <summary>
/// y = φ(x·W + b) of one sample, whose latency counts: 8 sums at a time hide that of the multiply-adds, as neighbouring registers of outputs or, in a narrow
/// layer, as partial sums of the same outputs. Partial sums are added in pairs: shorter chains, smaller rounding errors.
/// </summary>
/// <typeparam name="TLanes">The registers.</typeparam>
/// <typeparam name="TShape">The layer's sizes.</typeparam>
/// <typeparam name="TPhi">The activation.</typeparam>
internal static class Sample<TLanes, TShape, TPhi>
    where TLanes : struct, ILanes<TLanes>
    where TShape : struct, IDenseShape
    where TPhi : struct, IPhi
{
    /// <summary>One register of outputs, up to 8 partial sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OneVector(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope)
    {
        for (nint next = 0; next < TShape.FanOut; next += TLanes.Count)
        {
            nint column = Panel.Start(next, TShape.FanOut, TLanes.Count);
            TLanes s0 = OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column);
            TLanes s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero, s4 = TLanes.Zero, s5 = TLanes.Zero, s6 = TLanes.Zero, s7 = TLanes.Zero;
            nint a = 0, b = column;
            for (; a <= TShape.FanIn - 8; a += 8, b += 8 * TShape.FanOut)
            {
                s0 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a), ref parameters, b, s0);
                s1 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 1), ref parameters, b + TShape.FanOut, s1);
                s2 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 2), ref parameters, b + (2 * TShape.FanOut), s2);
                s3 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 3), ref parameters, b + (3 * TShape.FanOut), s3);
                s4 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 4), ref parameters, b + (4 * TShape.FanOut), s4);
                s5 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 5), ref parameters, b + (5 * TShape.FanOut), s5);
                s6 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 6), ref parameters, b + (6 * TShape.FanOut), s6);
                s7 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 7), ref parameters, b + (7 * TShape.FanOut), s7);
            }

            if (TShape.FanIn % 8 > 0) s0 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a), ref parameters, b, s0);
            if (TShape.FanIn % 8 > 1) s1 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 1), ref parameters, b + TShape.FanOut, s1);
            if (TShape.FanIn % 8 > 2) s2 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 2), ref parameters, b + (2 * TShape.FanOut), s2);
            if (TShape.FanIn % 8 > 3) s3 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 3), ref parameters, b + (3 * TShape.FanOut), s3);
            if (TShape.FanIn % 8 > 4) s4 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 4), ref parameters, b + (4 * TShape.FanOut), s4);
            if (TShape.FanIn % 8 > 5) s5 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 5), ref parameters, b + (5 * TShape.FanOut), s5);
            if (TShape.FanIn % 8 > 6) s6 = TLanes.MultiplyAdd(TLanes.Broadcast(ref inputs, a + 6), ref parameters, b + (6 * TShape.FanOut), s6);

            StoreOnly(((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)), ref scales, ref outputs, column, slope);
        }

        if (TPhi.IsRowwise && TLanes.Count < TShape.FanOut) TPhi.Rows<TLanes>(ref outputs, 1, TShape.FanOut);
    }

    /// <summary>One register of outputs, from up to 8 inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void OneVectorOfFewInputs(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope)
    {
        for (nint next = 0; next < TShape.FanOut; next += TLanes.Count)
        {
            nint column = Panel.Start(next, TShape.FanOut, TLanes.Count);
            StoreOnly(FewInputs.Sum<TLanes, TShape, InMemory>(ref inputs, TLanes.Zero, ref parameters, column), ref scales, ref outputs, column, slope);
        }

        if (TPhi.IsRowwise && TLanes.Count < TShape.FanOut) TPhi.Rows<TLanes>(ref outputs, 1, TShape.FanOut);
    }

    /// <summary>Two registers of outputs, up to 4 partial sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TwoVectors(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope)
    {
        for (nint next = 0; next < TShape.FanOut; next += 2 * TLanes.Count)
        {
            nint column = Panel.Start(next, TShape.FanOut, 2 * TLanes.Count);
            TLanes s0 = OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column);
            TLanes t0 = OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column + TLanes.Count);
            TLanes s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
            TLanes t1 = TLanes.Zero, t2 = TLanes.Zero, t3 = TLanes.Zero;
            TLanes x;
            nint a = 0, b = column;
            for (; a <= TShape.FanIn - 4; a += 4, b += 4 * TShape.FanOut)
            {
                x = TLanes.Broadcast(ref inputs, a);
                s0 = TLanes.MultiplyAdd(x, ref parameters, b, s0);
                t0 = TLanes.MultiplyAdd(x, ref parameters, b + TLanes.Count, t0);
                x = TLanes.Broadcast(ref inputs, a + 1);
                s1 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.FanOut, s1);
                t1 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.FanOut + TLanes.Count, t1);
                x = TLanes.Broadcast(ref inputs, a + 2);
                s2 = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.FanOut), s2);
                t2 = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.FanOut) + TLanes.Count, t2);
                x = TLanes.Broadcast(ref inputs, a + 3);
                s3 = TLanes.MultiplyAdd(x, ref parameters, b + (3 * TShape.FanOut), s3);
                t3 = TLanes.MultiplyAdd(x, ref parameters, b + (3 * TShape.FanOut) + TLanes.Count, t3);
            }

            if (TShape.FanIn % 4 > 0)
            {
                x = TLanes.Broadcast(ref inputs, a);
                s0 = TLanes.MultiplyAdd(x, ref parameters, b, s0);
                t0 = TLanes.MultiplyAdd(x, ref parameters, b + TLanes.Count, t0);
            }

            if (TShape.FanIn % 4 > 1)
            {
                x = TLanes.Broadcast(ref inputs, a + 1);
                s1 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.FanOut, s1);
                t1 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.FanOut + TLanes.Count, t1);
            }

            if (TShape.FanIn % 4 > 2)
            {
                x = TLanes.Broadcast(ref inputs, a + 2);
                s2 = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.FanOut), s2);
                t2 = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TShape.FanOut) + TLanes.Count, t2);
            }

            TLanes s = TPhi.Scale(Sum(s0, s1, s2, s3), ref scales, column, TShape.FanOut);
            TLanes t = TPhi.Scale(Sum(t0, t1, t2, t3), ref scales, column + TLanes.Count, TShape.FanOut);
            TLanes.Store(TPhi.Value(s, slope), ref outputs, column);
            TLanes.Store(TPhi.Value(t, slope), ref outputs, column + TLanes.Count, TShape.FanOut - TLanes.Count);
        }

        if (TPhi.IsRowwise) TPhi.Rows<TLanes>(ref outputs, 1, TShape.FanOut);
    }

    /// <summary>Three or four registers of outputs, up to 2 partial sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FourVectors(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope)
    {
        for (nint next = 0; next < TShape.FanOut; next += TShape.SampleVectors * TLanes.Count)
        {
            nint column = Panel.Start(next, TShape.FanOut, TShape.SampleVectors * TLanes.Count);
            TLanes s0 = OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column);
            TLanes t0 = OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column + TLanes.Count);
            TLanes u0 = OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column + (2 * TLanes.Count));
            TLanes v0 = TShape.SampleVectors > 3 ? OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column + (3 * TLanes.Count)) : TLanes.Zero;
            TLanes s1 = TLanes.Zero;
            TLanes t1 = TLanes.Zero;
            TLanes u1 = TLanes.Zero;
            TLanes v1 = TLanes.Zero;
            TLanes x;
            nint a = 0, b = column;
            for (; a <= TShape.FanIn - 2; a += 2, b += 2 * TShape.FanOut)
            {
                x = TLanes.Broadcast(ref inputs, a);
                s0 = TLanes.MultiplyAdd(x, ref parameters, b, s0);
                t0 = TLanes.MultiplyAdd(x, ref parameters, b + TLanes.Count, t0);
                u0 = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TLanes.Count), u0);
                if (TShape.SampleVectors > 3) v0 = TLanes.MultiplyAdd(x, ref parameters, b + (3 * TLanes.Count), v0);
                x = TLanes.Broadcast(ref inputs, a + 1);
                s1 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.FanOut, s1);
                t1 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.FanOut + TLanes.Count, t1);
                u1 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.FanOut + (2 * TLanes.Count), u1);
                if (TShape.SampleVectors > 3) v1 = TLanes.MultiplyAdd(x, ref parameters, b + TShape.FanOut + (3 * TLanes.Count), v1);
            }

            if (TShape.FanIn % 2 > 0)
            {
                x = TLanes.Broadcast(ref inputs, a);
                s0 = TLanes.MultiplyAdd(x, ref parameters, b, s0);
                t0 = TLanes.MultiplyAdd(x, ref parameters, b + TLanes.Count, t0);
                u0 = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TLanes.Count), u0);
                if (TShape.SampleVectors > 3) v0 = TLanes.MultiplyAdd(x, ref parameters, b + (3 * TLanes.Count), v0);
            }

            StoreWhole(Sum(s0, s1), ref scales, ref outputs, column, slope);
            StoreWhole(Sum(t0, t1), ref scales, ref outputs, column + TLanes.Count, slope);
            if (TShape.SampleVectors > 3) StoreWhole(Sum(u0, u1), ref scales, ref outputs, column + (2 * TLanes.Count), slope);
            StoreLast(TShape.SampleVectors > 3 ? Sum(v0, v1) : Sum(u0, u1), ref scales, ref outputs, column, slope);
        }

        Complete(ref outputs, slope);
    }

    /// <summary>Five to eight registers of outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void EightVectors(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope)
    {
        for (nint next = 0; next < TShape.FanOut; next += TShape.SampleVectors * TLanes.Count)
        {
            nint column = Panel.Start(next, TShape.FanOut, TShape.SampleVectors * TLanes.Count);
            TLanes s0 = OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column);
            TLanes s1 = OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column + TLanes.Count);
            TLanes s2 = OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column + (2 * TLanes.Count));
            TLanes s3 = OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column + (3 * TLanes.Count));
            TLanes s4 = OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column + (4 * TLanes.Count));
            TLanes s5 = TShape.SampleVectors > 5 ? OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column + (5 * TLanes.Count)) : TLanes.Zero;
            TLanes s6 = TShape.SampleVectors > 6 ? OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column + (6 * TLanes.Count)) : TLanes.Zero;
            TLanes s7 = TShape.SampleVectors > 7 ? OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column + (7 * TLanes.Count)) : TLanes.Zero;
            TLanes x;
            for (nint a = 0, b = column; a < TShape.FanIn; a++, b += TShape.FanOut)
            {
                x = TLanes.Broadcast(ref inputs, a);
                s0 = TLanes.MultiplyAdd(x, ref parameters, b, s0);
                s1 = TLanes.MultiplyAdd(x, ref parameters, b + TLanes.Count, s1);
                s2 = TLanes.MultiplyAdd(x, ref parameters, b + (2 * TLanes.Count), s2);
                s3 = TLanes.MultiplyAdd(x, ref parameters, b + (3 * TLanes.Count), s3);
                s4 = TLanes.MultiplyAdd(x, ref parameters, b + (4 * TLanes.Count), s4);
                if (TShape.SampleVectors > 5) s5 = TLanes.MultiplyAdd(x, ref parameters, b + (5 * TLanes.Count), s5);
                if (TShape.SampleVectors > 6) s6 = TLanes.MultiplyAdd(x, ref parameters, b + (6 * TLanes.Count), s6);
                if (TShape.SampleVectors > 7) s7 = TLanes.MultiplyAdd(x, ref parameters, b + (7 * TLanes.Count), s7);
            }

            StoreWhole(s0, ref scales, ref outputs, column, slope);
            StoreWhole(s1, ref scales, ref outputs, column + TLanes.Count, slope);
            StoreWhole(s2, ref scales, ref outputs, column + (2 * TLanes.Count), slope);
            StoreWhole(s3, ref scales, ref outputs, column + (3 * TLanes.Count), slope);
            if (TShape.SampleVectors > 5) StoreWhole(s4, ref scales, ref outputs, column + (4 * TLanes.Count), slope);
            if (TShape.SampleVectors > 6) StoreWhole(s5, ref scales, ref outputs, column + (5 * TLanes.Count), slope);
            if (TShape.SampleVectors > 7) StoreWhole(s6, ref scales, ref outputs, column + (6 * TLanes.Count), slope);
            StoreLast(TShape.SampleVectors > 7 ? s7 : TShape.SampleVectors > 6 ? s6 : TShape.SampleVectors > 5 ? s5 : s4, ref scales, ref outputs, column, slope);
        }

        Complete(ref outputs, slope);
    }

    // The partial sums of a layer with few inputs are fewer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Sum(TLanes s0, TLanes s1, TLanes s2, TLanes s3)
    {
        if (TShape.FanIn >= 4) return (s0 + s1) + (s2 + s3);
        if (TShape.FanIn == 3) return (s0 + s1) + s2;
        return Sum(s0, s1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Sum(TLanes s0, TLanes s1) => TShape.FanIn >= 2 ? s0 + s1 : s0;

    // A row that fits the register is activated in it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreOnly(TLanes sum, ref float scales, ref float outputs, nint column, float slope)
    {
        TLanes z = TPhi.Scale(sum, ref scales, column, TShape.FanOut);
        TLanes.Store(TPhi.IsRowwise && TLanes.Count >= TShape.FanOut ? TPhi.Row(z, TShape.FanOut) : TPhi.Value(z, slope), ref outputs, column, TShape.FanOut);
    }

    // Of several registers only the last can have more lanes than there are outputs. What is stored lane by lane is fifty calls for the JIT to inline, a few in the code:
    // written for each of 8 registers, it took half of the 9 ms in which it compiled 784-128, and left the same code.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreWhole(TLanes sum, ref float scales, ref float outputs, nint column, float slope) =>
        TLanes.Store(OutputProduct<TShape, TPhi>.Finish(sum, ref scales, 0, column, slope), ref outputs, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreLast(TLanes sum, ref float scales, ref float outputs, nint firstColumn, float slope)
    {
        int before = (TShape.SampleVectors - 1) * TLanes.Count;
        nint column = firstColumn + before;
        TLanes.Store(OutputProduct<TShape, TPhi>.Finish(sum, ref scales, 0, column, slope), ref outputs, column, TShape.FanOut - before);
    }

    // An expensive activation is inlined for up to 2 registers, one of a whole row where the row fits one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Complete(ref float outputs, float slope)
    {
        if (TPhi.IsRowwise) TPhi.Rows<TLanes>(ref outputs, 1, TShape.FanOut);
        else if (!TPhi.IsCheap) Elementwise.Activate<TLanes, TPhi>(ref outputs, ref outputs, TShape.FanOut, slope);
    }
}
