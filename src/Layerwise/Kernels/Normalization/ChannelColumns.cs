using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// The loops of <see cref="GroupNormalization"/> over rows of columns: four registers of columns together, all rows of them, and what is left register by register. What belongs
/// to a column lies in an array that whole registers may be read and written of.
/// </summary>
/// <typeparam name="TLanes">The registers.</typeparam>
internal static class ChannelColumns<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private static nint Four
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4 * TLanes.Count;
    }

    /// <summary>Adds the numbers of each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddSums(ref float z, nint rows, nint stride, nint width, ref float sums)
    {
        nint second = TLanes.Count, third = 2 * TLanes.Count, fourth = 3 * TLanes.Count;
        nint column = 0;
        for (; column <= width - Four; column += Four)
        {
            ref float to = ref Unsafe.Add(ref sums, column);
            TLanes s0 = TLanes.Load(ref to, 0), s1 = TLanes.Load(ref to, second), s2 = TLanes.Load(ref to, third), s3 = TLanes.Load(ref to, fourth);
            TLanes t0 = TLanes.Zero, t1 = t0, t2 = t0, t3 = t0;
            nint i = column;
            nint row = 0;
            for (; row < rows - 1; row += 2, i += 2 * stride)
            {
                s0 += TLanes.Load(ref z, i);
                s1 += TLanes.Load(ref z, i + second);
                s2 += TLanes.Load(ref z, i + third);
                s3 += TLanes.Load(ref z, i + fourth);
                t0 += TLanes.Load(ref z, i + stride);
                t1 += TLanes.Load(ref z, i + stride + second);
                t2 += TLanes.Load(ref z, i + stride + third);
                t3 += TLanes.Load(ref z, i + stride + fourth);
            }

            if (row < rows)
            {
                s0 += TLanes.Load(ref z, i);
                s1 += TLanes.Load(ref z, i + second);
                s2 += TLanes.Load(ref z, i + third);
                s3 += TLanes.Load(ref z, i + fourth);
            }

            Store(s0 + t0, s1 + t1, s2 + t2, s3 + t3, ref to);
        }

        for (; column < width; column += TLanes.Count)
        {
            int count = (int)(width - column);
            TLanes sum = TLanes.Load(ref sums, column);
            for (nint row = 0, i = column; row < rows; row++, i += stride) sum += TLanes.Load(ref z, i, count, 0f);
            TLanes.Store(sum, ref sums, column);
        }
    }

    /// <summary>Adds the squares of how far the numbers of each column are from its mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddSquares(ref float z, nint rows, nint stride, nint width, ref float means, ref float sums)
    {
        nint second = TLanes.Count, third = 2 * TLanes.Count, fourth = 3 * TLanes.Count;
        nint column = 0;
        for (; column <= width - Four; column += Four)
        {
            ref float to = ref Unsafe.Add(ref sums, column);
            ref float of = ref Unsafe.Add(ref means, column);
            TLanes m0 = TLanes.Load(ref of, 0), m1 = TLanes.Load(ref of, second), m2 = TLanes.Load(ref of, third), m3 = TLanes.Load(ref of, fourth);
            TLanes q0 = TLanes.Load(ref to, 0), q1 = TLanes.Load(ref to, second), q2 = TLanes.Load(ref to, third), q3 = TLanes.Load(ref to, fourth);
            TLanes p0 = TLanes.Zero, p1 = p0, p2 = p0, p3 = p0;
            nint i = column;
            nint row = 0;
            for (; row < rows - 1; row += 2, i += 2 * stride)
            {
                q0 = Squared(TLanes.Load(ref z, i) - m0, q0);
                q1 = Squared(TLanes.Load(ref z, i + second) - m1, q1);
                q2 = Squared(TLanes.Load(ref z, i + third) - m2, q2);
                q3 = Squared(TLanes.Load(ref z, i + fourth) - m3, q3);
                p0 = Squared(TLanes.Load(ref z, i + stride) - m0, p0);
                p1 = Squared(TLanes.Load(ref z, i + stride + second) - m1, p1);
                p2 = Squared(TLanes.Load(ref z, i + stride + third) - m2, p2);
                p3 = Squared(TLanes.Load(ref z, i + stride + fourth) - m3, p3);
            }

            if (row < rows)
            {
                q0 = Squared(TLanes.Load(ref z, i) - m0, q0);
                q1 = Squared(TLanes.Load(ref z, i + second) - m1, q1);
                q2 = Squared(TLanes.Load(ref z, i + third) - m2, q2);
                q3 = Squared(TLanes.Load(ref z, i + fourth) - m3, q3);
            }

            Store(q0 + p0, q1 + p1, q2 + p2, q3 + p3, ref to);
        }

        for (; column < width; column += TLanes.Count)
        {
            // Behind the last column stands the mean of another one.
            int count = (int)(width - column);
            TLanes mean = TLanes.Load(ref means, column);
            TLanes sum = TLanes.Load(ref sums, column);
            for (nint row = 0, i = column; row < rows; row++, i += stride) sum = Squared(TLanes.KeepFirst(TLanes.Load(ref z, i, count, 0f) - mean, count, 0f), sum);
            TLanes.Store(sum, ref sums, column);
        }
    }

    /// <summary>φ((z − mean)·factor + addend).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Scale<TPhi>(ref float z, ref float y, nint rows, nint stride, nint width, ref float means, ref float factors, ref float addends, float slope)
        where TPhi : struct, IPhi
    {
        nint second = TLanes.Count;
        nint column = 0;
        for (; column <= width - (2 * TLanes.Count); column += 2 * TLanes.Count)
        {
            TLanes m0 = TLanes.Load(ref means, column), m1 = TLanes.Load(ref means, column + second);
            TLanes f0 = TLanes.Load(ref factors, column), f1 = TLanes.Load(ref factors, column + second);
            TLanes a0 = TLanes.Load(ref addends, column), a1 = TLanes.Load(ref addends, column + second);
            for (nint row = 0, i = column; row < rows; row++, i += stride)
            {
                TLanes.Store(TPhi.Value(TLanes.MultiplyAdd(TLanes.Load(ref z, i) - m0, f0, a0), slope), ref y, i);
                TLanes.Store(TPhi.Value(TLanes.MultiplyAdd(TLanes.Load(ref z, i + second) - m1, f1, a1), slope), ref y, i + second);
            }
        }

        for (; column < width; column += TLanes.Count)
        {
            int count = (int)(width - column);
            TLanes mean = TLanes.Load(ref means, column), factor = TLanes.Load(ref factors, column), addend = TLanes.Load(ref addends, column);
            for (nint row = 0, i = column; row < rows; row++, i += stride)
            {
                TLanes.Store(TPhi.Value(TLanes.MultiplyAdd(TLanes.Load(ref z, i, count, 0f) - mean, factor, addend), slope), ref y, i, count);
            }
        }
    }

    /// <summary>Adds g and g·(z − mean) of each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddProducts(ref float z, ref float g, nint rows, nint stride, nint width, ref float means, ref float sums, ref float products)
    {
        nint second = TLanes.Count, third = 2 * TLanes.Count, fourth = 3 * TLanes.Count;
        nint column = 0;
        for (; column <= width - Four; column += Four)
        {
            ref float of = ref Unsafe.Add(ref means, column);
            ref float toSums = ref Unsafe.Add(ref sums, column);
            ref float toProducts = ref Unsafe.Add(ref products, column);
            TLanes m0 = TLanes.Load(ref of, 0), m1 = TLanes.Load(ref of, second), m2 = TLanes.Load(ref of, third), m3 = TLanes.Load(ref of, fourth);
            TLanes s0 = TLanes.Load(ref toSums, 0), s1 = TLanes.Load(ref toSums, second), s2 = TLanes.Load(ref toSums, third), s3 = TLanes.Load(ref toSums, fourth);
            TLanes p0 = TLanes.Load(ref toProducts, 0), p1 = TLanes.Load(ref toProducts, second);
            TLanes p2 = TLanes.Load(ref toProducts, third), p3 = TLanes.Load(ref toProducts, fourth);
            for (nint row = 0, i = column; row < rows; row++, i += stride)
            {
                TLanes g0 = TLanes.Load(ref g, i), g1 = TLanes.Load(ref g, i + second), g2 = TLanes.Load(ref g, i + third), g3 = TLanes.Load(ref g, i + fourth);
                s0 += g0;
                s1 += g1;
                s2 += g2;
                s3 += g3;
                p0 = TLanes.MultiplyAdd(g0, TLanes.Load(ref z, i) - m0, p0);
                p1 = TLanes.MultiplyAdd(g1, TLanes.Load(ref z, i + second) - m1, p1);
                p2 = TLanes.MultiplyAdd(g2, TLanes.Load(ref z, i + third) - m2, p2);
                p3 = TLanes.MultiplyAdd(g3, TLanes.Load(ref z, i + fourth) - m3, p3);
            }

            Store(s0, s1, s2, s3, ref toSums);
            Store(p0, p1, p2, p3, ref toProducts);
        }

        for (; column < width; column += TLanes.Count)
        {
            int count = (int)(width - column);
            TLanes mean = TLanes.Load(ref means, column);
            TLanes sum = TLanes.Load(ref sums, column);
            TLanes product = TLanes.Load(ref products, column);
            for (nint row = 0, i = column; row < rows; row++, i += stride)
            {
                // Behind the last column the gradients are 0.
                TLanes gradient = TLanes.Load(ref g, i, count, 0f);
                sum += gradient;
                product = TLanes.MultiplyAdd(gradient, TLanes.Load(ref z, i, count, 0f) - mean, product);
            }

            TLanes.Store(sum, ref sums, column);
            TLanes.Store(product, ref products, column);
        }
    }

    /// <summary>g·factor − centre − (z − mean)·slope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Return(
        ref float z, ref float g, ref float deltas, nint rows, nint stride, nint width, ref float means, ref float factors, ref float centres, ref float slopes)
    {
        nint second = TLanes.Count;
        nint column = 0;
        for (; column <= width - (2 * TLanes.Count); column += 2 * TLanes.Count)
        {
            TLanes m0 = TLanes.Load(ref means, column), m1 = TLanes.Load(ref means, column + second);
            TLanes f0 = TLanes.Load(ref factors, column), f1 = TLanes.Load(ref factors, column + second);
            TLanes c0 = TLanes.Load(ref centres, column), c1 = TLanes.Load(ref centres, column + second);
            TLanes k0 = TLanes.Load(ref slopes, column), k1 = TLanes.Load(ref slopes, column + second);
            for (nint row = 0, i = column; row < rows; row++, i += stride)
            {
                TLanes.Store(Returned(TLanes.Load(ref z, i) - m0, TLanes.Load(ref g, i), f0, c0, k0), ref deltas, i);
                TLanes.Store(Returned(TLanes.Load(ref z, i + second) - m1, TLanes.Load(ref g, i + second), f1, c1, k1), ref deltas, i + second);
            }
        }

        for (; column < width; column += TLanes.Count)
        {
            int count = (int)(width - column);
            TLanes mean = TLanes.Load(ref means, column), factor = TLanes.Load(ref factors, column);
            TLanes centre = TLanes.Load(ref centres, column), slope = TLanes.Load(ref slopes, column);
            for (nint row = 0, i = column; row < rows; row++, i += stride)
            {
                TLanes.Store(Returned(TLanes.Load(ref z, i, count, 0f) - mean, TLanes.Load(ref g, i, count, 0f), factor, centre, slope), ref deltas, i, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Squared(TLanes difference, TLanes sum) => TLanes.MultiplyAdd(difference, difference, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Returned(TLanes difference, TLanes gradient, TLanes factor, TLanes centre, TLanes slope) =>
        TLanes.MultiplyAdd(gradient, factor, TLanes.Zero - centre) - (difference * slope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes a, TLanes b, TLanes c, TLanes d, ref float to)
    {
        TLanes.Store(a, ref to, 0);
        TLanes.Store(b, ref to, TLanes.Count);
        TLanes.Store(c, ref to, 2 * TLanes.Count);
        TLanes.Store(d, ref to, 3 * TLanes.Count);
    }
}
