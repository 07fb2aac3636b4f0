using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>The passes of <see cref="RowNormalization"/> over one row, or over four that stand one behind the other.</summary>
/// <remarks>
/// A row alone waits: for its sum, for a division, for its sum of squares, for a root and a division. Four rows wait together, share what is loaded of γ and β, and one register
/// takes their four divisions. Each pass is a method of its own, because the JIT inlines no more where a method has 512 local variables; what one finds out of the rows lies in
/// memory for the next.
/// </remarks>
/// <typeparam name="TLanes">The registers; there are no groups of four where they are single numbers.</typeparam>
/// <typeparam name="TKind">Which of the normalizations.</typeparam>
/// <typeparam name="TRows">How many rows.</typeparam>
internal static class RowGroup<TLanes, TKind, TRows>
    where TLanes : struct, ILanes<TLanes>
    where TKind : struct, IRowNormalization
    where TRows : struct, IRowCount
{
    // Four sums at once: of four rows, or of every fourth register of one.
    private static nint Step
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TRows.Count == 1 ? 4 * TLanes.Count : TLanes.Count;
    }

    /// <summary>The mean of each row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FindMeans(ref float z, nint width, ref float facts)
    {
        ref float z1 = ref Unsafe.Add(ref z, Stride(width)), z2 = ref Unsafe.Add(ref z1, Stride(width)), z3 = ref Unsafe.Add(ref z2, Stride(width));
        TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        nint column = 0;
        for (; column <= width - Step; column += Step)
        {
            s0 += TLanes.Load(ref z, column);
            s1 += TLanes.Load(ref z1, column);
            s2 += TLanes.Load(ref z2, column);
            s3 += TLanes.Load(ref z3, column);
        }

        if (TRows.Count == 1)
        {
            for (; column <= width - TLanes.Count; column += TLanes.Count) s0 += TLanes.Load(ref z, column);
        }

        if (column < width)
        {
            int count = (int)(width - column);
            s0 += TLanes.Load(ref z, column, count, 0f);
            if (TRows.Count > 1) s1 += TLanes.Load(ref z1, column, count, 0f);
            if (TRows.Count > 1) s2 += TLanes.Load(ref z2, column, count, 0f);
            if (TRows.Count > 1) s3 += TLanes.Load(ref z3, column, count, 0f);
        }

        TLanes.Store(Sums(s0, s1, s2, s3) * TLanes.Broadcast(1f / width), ref facts, RowFacts.Mean);
    }

    /// <summary>1/√(variance + ε), from the means.</summary>
    /// <remarks>
    /// About the mean, in a second pass, because the difference of two sums of squares would lose what a large mean leaves of the variance; the row is in the cache.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FindDeviations(ref float z, nint width, float epsilon, ref float facts)
    {
        ref float z1 = ref Unsafe.Add(ref z, Stride(width)), z2 = ref Unsafe.Add(ref z1, Stride(width)), z3 = ref Unsafe.Add(ref z2, Stride(width));
        TLanes mean0 = TKind.IsCentred ? TLanes.Broadcast(ref facts, RowFacts.Mean) : TLanes.Zero, mean1 = mean0, mean2 = mean0, mean3 = mean0;
        if (TKind.IsCentred && TRows.Count > 1)
        {
            mean1 = TLanes.Broadcast(ref facts, RowFacts.Mean + 1);
            mean2 = TLanes.Broadcast(ref facts, RowFacts.Mean + 2);
            mean3 = TLanes.Broadcast(ref facts, RowFacts.Mean + 3);
        }

        TLanes q0 = TLanes.Zero, q1 = TLanes.Zero, q2 = TLanes.Zero, q3 = TLanes.Zero;
        nint column = 0;
        for (; column <= width - Step; column += Step)
        {
            q0 = Squared(TLanes.Load(ref z, column), mean0, q0);
            q1 = Squared(TLanes.Load(ref z1, column), mean1, q1);
            q2 = Squared(TLanes.Load(ref z2, column), mean2, q2);
            q3 = Squared(TLanes.Load(ref z3, column), mean3, q3);
        }

        if (TRows.Count == 1)
        {
            for (; column <= width - TLanes.Count; column += TLanes.Count) q0 = Squared(TLanes.Load(ref z, column), mean0, q0);
        }

        if (column < width)
        {
            // Behind the last column a row has its mean.
            int count = (int)(width - column);
            q0 = Squared(TLanes.KeepFirst(TLanes.Load(ref z, column, count, 0f) - mean0, count, 0f), TLanes.Zero, q0);
            if (TRows.Count > 1) q1 = Squared(TLanes.KeepFirst(TLanes.Load(ref z1, column, count, 0f) - mean1, count, 0f), TLanes.Zero, q1);
            if (TRows.Count > 1) q2 = Squared(TLanes.KeepFirst(TLanes.Load(ref z2, column, count, 0f) - mean2, count, 0f), TLanes.Zero, q2);
            if (TRows.Count > 1) q3 = Squared(TLanes.KeepFirst(TLanes.Load(ref z3, column, count, 0f) - mean3, count, 0f), TLanes.Zero, q3);
        }

        TLanes variance = Sums(q0, q1, q2, q3) * TLanes.Broadcast(1f / width);
        TLanes.Store(TLanes.Broadcast(1f) / TLanes.Sqrt(variance + TLanes.Broadcast(epsilon)), ref facts, RowFacts.Inverse);
    }

    /// <summary>φ(γ·x̂ + β).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply<TPhi>(ref float z, ref float gamma, ref float y, nint width, float slope, ref float facts)
        where TPhi : struct, IPhi
    {
        TLanes m0 = TLanes.Broadcast(ref facts, RowFacts.Mean), i0 = TLanes.Broadcast(ref facts, RowFacts.Inverse);
        TLanes m1 = TLanes.Broadcast(ref facts, RowFacts.Mean + 1), i1 = TLanes.Broadcast(ref facts, RowFacts.Inverse + 1);
        TLanes m2 = TLanes.Broadcast(ref facts, RowFacts.Mean + 2), i2 = TLanes.Broadcast(ref facts, RowFacts.Inverse + 2);
        TLanes m3 = TLanes.Broadcast(ref facts, RowFacts.Mean + 3), i3 = TLanes.Broadcast(ref facts, RowFacts.Inverse + 3);
        ref float z1 = ref Unsafe.Add(ref z, width), z2 = ref Unsafe.Add(ref z1, width), z3 = ref Unsafe.Add(ref z2, width);
        ref float y1 = ref Unsafe.Add(ref y, width), y2 = ref Unsafe.Add(ref y1, width), y3 = ref Unsafe.Add(ref y2, width);
        nint column = 0;
        for (; column <= width - TLanes.Count; column += TLanes.Count)
        {
            TLanes factor = TLanes.Load(ref gamma, column);
            TLanes addend = TKind.IsCentred ? TLanes.Load(ref gamma, column + width) : TLanes.Zero;
            TLanes.Store(TPhi.Value(Scaled(Normalized(TLanes.Load(ref z, column), m0, i0), factor, addend), slope), ref y, column);
            if (TRows.Count == 1) continue;
            TLanes.Store(TPhi.Value(Scaled(Normalized(TLanes.Load(ref z1, column), m1, i1), factor, addend), slope), ref y1, column);
            TLanes.Store(TPhi.Value(Scaled(Normalized(TLanes.Load(ref z2, column), m2, i2), factor, addend), slope), ref y2, column);
            TLanes.Store(TPhi.Value(Scaled(Normalized(TLanes.Load(ref z3, column), m3, i3), factor, addend), slope), ref y3, column);
        }

        if (column == width) return;
        int count = (int)(width - column);
        TLanes last = TLanes.Load(ref gamma, column, count, 0f);
        TLanes beyond = TKind.IsCentred ? TLanes.Load(ref gamma, column + width, count, 0f) : TLanes.Zero;
        TLanes.Store(TPhi.Value(Scaled(Normalized(TLanes.Load(ref z, column, count, 0f), m0, i0), last, beyond), slope), ref y, column, count);
        if (TRows.Count == 1) return;
        TLanes.Store(TPhi.Value(Scaled(Normalized(TLanes.Load(ref z1, column, count, 0f), m1, i1), last, beyond), slope), ref y1, column, count);
        TLanes.Store(TPhi.Value(Scaled(Normalized(TLanes.Load(ref z2, column, count, 0f), m2, i2), last, beyond), slope), ref y2, column, count);
        TLanes.Store(TPhi.Value(Scaled(Normalized(TLanes.Load(ref z3, column, count, 0f), m3, i3), last, beyond), slope), ref y3, column, count);
    }

    /// <summary>The means of h = γ·g and of h·x̂ of each row, and what the rows add to the derivatives with respect to γ and β.</summary>
    /// <remarks>
    /// Columns that fill no register have a method of their own: with them in this one, the JIT kept half of the sums in memory, and it took three times as long.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Collect(ref float z, ref float g, ref float gamma, ref float gammaGradients, nint width, ref float facts)
    {
        bool hasRest = width % TLanes.Count != 0;
        if (hasRest) CollectRest(ref z, ref g, ref gamma, ref gammaGradients, width, ref facts);
        TLanes h0 = Rest(ref facts, RowFacts.Sums(0), hasRest), a0 = Rest(ref facts, RowFacts.SumsAlong(0), hasRest);
        TLanes h1 = TLanes.Zero, h2 = TLanes.Zero, h3 = TLanes.Zero, a1 = TLanes.Zero, a2 = TLanes.Zero, a3 = TLanes.Zero;
        if (TRows.Count > 1)
        {
            h1 = Rest(ref facts, RowFacts.Sums(1), hasRest);
            h2 = Rest(ref facts, RowFacts.Sums(2), hasRest);
            h3 = Rest(ref facts, RowFacts.Sums(3), hasRest);
            a1 = Rest(ref facts, RowFacts.SumsAlong(1), hasRest);
            a2 = Rest(ref facts, RowFacts.SumsAlong(2), hasRest);
            a3 = Rest(ref facts, RowFacts.SumsAlong(3), hasRest);
        }

        TLanes m0 = TLanes.Broadcast(ref facts, RowFacts.Mean), i0 = TLanes.Broadcast(ref facts, RowFacts.Inverse);
        TLanes m1 = TLanes.Broadcast(ref facts, RowFacts.Mean + 1), i1 = TLanes.Broadcast(ref facts, RowFacts.Inverse + 1);
        TLanes m2 = TLanes.Broadcast(ref facts, RowFacts.Mean + 2), i2 = TLanes.Broadcast(ref facts, RowFacts.Inverse + 2);
        TLanes m3 = TLanes.Broadcast(ref facts, RowFacts.Mean + 3), i3 = TLanes.Broadcast(ref facts, RowFacts.Inverse + 3);
        ref float z1 = ref Unsafe.Add(ref z, width), z2 = ref Unsafe.Add(ref z1, width), z3 = ref Unsafe.Add(ref z2, width);
        ref float g1 = ref Unsafe.Add(ref g, width), g2 = ref Unsafe.Add(ref g1, width), g3 = ref Unsafe.Add(ref g2, width);
        nint column = 0;
        for (; column <= width - TLanes.Count; column += TLanes.Count)
        {
            TLanes factor = TLanes.Load(ref gamma, column);
            TLanes ofGamma = TLanes.Load(ref gammaGradients, column);
            TLanes ofBeta = TKind.IsCentred ? TLanes.Load(ref gammaGradients, column + width) : TLanes.Zero;
            TLanes v = TLanes.Load(ref g, column), n = Normalized(TLanes.Load(ref z, column), m0, i0), s = v * factor;
            h0 = PlusIfCentred(s, h0);
            a0 = TLanes.MultiplyAdd(s, n, a0);
            ofGamma = TLanes.MultiplyAdd(v, n, ofGamma);
            ofBeta = PlusIfCentred(v, ofBeta);
            if (TRows.Count > 1)
            {
                v = TLanes.Load(ref g1, column);
                n = Normalized(TLanes.Load(ref z1, column), m1, i1);
                s = v * factor;
                h1 = PlusIfCentred(s, h1);
                a1 = TLanes.MultiplyAdd(s, n, a1);
                ofGamma = TLanes.MultiplyAdd(v, n, ofGamma);
                ofBeta = PlusIfCentred(v, ofBeta);

                v = TLanes.Load(ref g2, column);
                n = Normalized(TLanes.Load(ref z2, column), m2, i2);
                s = v * factor;
                h2 = PlusIfCentred(s, h2);
                a2 = TLanes.MultiplyAdd(s, n, a2);
                ofGamma = TLanes.MultiplyAdd(v, n, ofGamma);
                ofBeta = PlusIfCentred(v, ofBeta);

                v = TLanes.Load(ref g3, column);
                n = Normalized(TLanes.Load(ref z3, column), m3, i3);
                s = v * factor;
                h3 = PlusIfCentred(s, h3);
                a3 = TLanes.MultiplyAdd(s, n, a3);
                ofGamma = TLanes.MultiplyAdd(v, n, ofGamma);
                ofBeta = PlusIfCentred(v, ofBeta);
            }

            TLanes.Store(ofGamma, ref gammaGradients, column);
            if (TKind.IsCentred) TLanes.Store(ofBeta, ref gammaGradients, column + width);
        }

        if (TKind.IsCentred) TLanes.Store(Sums(h0, h1, h2, h3) * TLanes.Broadcast(1f / width), ref facts, RowFacts.Centre);
        TLanes inverse = TLanes.Load(ref facts, RowFacts.Inverse);
        TLanes.Store(Sums(a0, a1, a2, a3) * TLanes.Broadcast(-1f / width) * inverse * inverse, ref facts, RowFacts.Along);
    }

    // What the columns behind the last whole register add to all that Collect adds up.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CollectRest(ref float z, ref float g, ref float gamma, ref float gammaGradients, nint width, ref float facts)
    {
        int count = (int)(width % TLanes.Count);
        nint column = width - count;
        TLanes factor = TLanes.Load(ref gamma, column, count, 0f);
        TLanes ofGamma = TLanes.Load(ref gammaGradients, column, count, 0f);
        TLanes ofBeta = TKind.IsCentred ? TLanes.Load(ref gammaGradients, column + width, count, 0f) : TLanes.Zero;
        for (nint row = 0; row < TRows.Count; row++)
        {
            // Behind the last column the gradients are 0, and with them what they are multiplied by counts for nothing.
            TLanes v = TLanes.Load(ref g, (row * width) + column, count, 0f), s = v * factor;
            TLanes z0 = TLanes.Load(ref z, (row * width) + column, count, 0f);
            TLanes n = Normalized(z0, TLanes.Broadcast(ref facts, RowFacts.Mean + row), TLanes.Broadcast(ref facts, RowFacts.Inverse + row));
            TLanes.Store(s, ref facts, RowFacts.Sums(row));
            TLanes.Store(s * n, ref facts, RowFacts.SumsAlong(row));
            ofGamma = TLanes.MultiplyAdd(v, n, ofGamma);
            ofBeta = PlusIfCentred(v, ofBeta);
        }

        TLanes.Store(ofGamma, ref gammaGradients, column, count);
        if (TKind.IsCentred) TLanes.Store(ofBeta, ref gammaGradients, column + width, count);
    }

    /// <summary>(h − mean(h) − x̂·mean(h·x̂)) / √(variance + ε), two rows at a time: of more, registers don't hold what was found out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Return<TAdds>(ref float z, ref float g, ref float gamma, ref float deltas, nint width, ref float facts)
        where TAdds : struct, ISwitch
    {
        for (nint row = 0; row < TRows.Count; row += 2)
        {
            TLanes m0 = TLanes.Broadcast(ref facts, RowFacts.Mean + row), m1 = TLanes.Broadcast(ref facts, RowFacts.Mean + row + 1);
            TLanes i0 = TLanes.Broadcast(ref facts, RowFacts.Inverse + row), i1 = TLanes.Broadcast(ref facts, RowFacts.Inverse + row + 1);
            TLanes c0 = TLanes.Broadcast(ref facts, RowFacts.Centre + row), c1 = TLanes.Broadcast(ref facts, RowFacts.Centre + row + 1);
            TLanes a0 = TLanes.Broadcast(ref facts, RowFacts.Along + row), a1 = TLanes.Broadcast(ref facts, RowFacts.Along + row + 1);
            ref float z0 = ref Unsafe.Add(ref z, row * width), z1 = ref Unsafe.Add(ref z0, width);
            ref float g0 = ref Unsafe.Add(ref g, row * width), g1 = ref Unsafe.Add(ref g0, width);
            ref float d0 = ref Unsafe.Add(ref deltas, row * width), d1 = ref Unsafe.Add(ref d0, width);
            nint column = 0;
            for (; column <= width - TLanes.Count; column += TLanes.Count)
            {
                TLanes factor = TLanes.Load(ref gamma, column);
                Bring<TAdds>(Returned(TLanes.Load(ref z0, column), TLanes.Load(ref g0, column) * factor, m0, i0, c0, a0), ref d0, column, TLanes.Count);
                if (TRows.Count > 1) Bring<TAdds>(Returned(TLanes.Load(ref z1, column), TLanes.Load(ref g1, column) * factor, m1, i1, c1, a1), ref d1, column, TLanes.Count);
            }

            if (column == width) continue;
            int count = (int)(width - column);
            TLanes last = TLanes.Load(ref gamma, column, count, 0f);
            Bring<TAdds>(Returned(TLanes.Load(ref z0, column, count, 0f), TLanes.Load(ref g0, column, count, 0f) * last, m0, i0, c0, a0), ref d0, column, count);
            if (TRows.Count == 1) continue;
            Bring<TAdds>(Returned(TLanes.Load(ref z1, column, count, 0f), TLanes.Load(ref g1, column, count, 0f) * last, m1, i1, c1, a1), ref d1, column, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Stride(nint width) => TRows.Count == 1 ? TLanes.Count : width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Sums(TLanes a, TLanes b, TLanes c, TLanes d) => TRows.Count == 1 ? TLanes.Broadcast(TLanes.Sum((a + b) + (c + d))) : TLanes.SumEach(a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Squared(TLanes z, TLanes mean, TLanes sum)
    {
        if (TKind.IsCentred) z -= mean;
        return TLanes.MultiplyAdd(z, z, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Normalized(TLanes z, TLanes mean, TLanes inverse)
    {
        if (!TKind.IsCentred) return z * inverse;
        return (z - mean) * inverse;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Scaled(TLanes normalized, TLanes gamma, TLanes beta)
    {
        if (!TKind.IsCentred) return normalized * gamma;
        return TLanes.MultiplyAdd(normalized, gamma, beta);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Rest(ref float facts, nint place, bool isThere) => isThere ? TLanes.Load(ref facts, place) : TLanes.Zero;

    // Only where a mean is subtracted is there a mean of h, and β.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes PlusIfCentred(TLanes value, TLanes sum) => TKind.IsCentred ? sum + value : sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Bring<TAdds>(TLanes delta, ref float deltas, nint column, int count)
        where TAdds : struct, ISwitch
    {
        if (TAdds.IsOn) delta += TLanes.Load(ref deltas, column, count, 0f);
        TLanes.Store(delta, ref deltas, column, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Returned(TLanes z, TLanes scaled, TLanes mean, TLanes inverse, TLanes centre, TLanes along)
    {
        if (!TKind.IsCentred) return TLanes.MultiplyAdd(z, along, scaled * inverse);
        return TLanes.MultiplyAdd(z - mean, along, (scaled - centre) * inverse);
    }
}
