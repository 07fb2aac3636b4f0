using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// The bodies of all products of several samples: a tile of C = A·B, where elements of A are broadcast and rows of B are read as vectors, so that no sum ever
/// runs across a register. Forward is X·W, the input gradients are dZ·Wᵀ, the weight gradients Xᵀ·dZ.
/// </summary>
/// <remarks>
/// The columns under a tile form a panel of B. Columns that do not fill a panel are covered by moving the last one back until it ends with the row: what lies in
/// two panels is computed twice, to the same result. Only a row narrower than one panel has lanes to spare; they read what lies behind the row and are never stored.
/// </remarks>
/// <typeparam name="TLanes">The registers.</typeparam>
/// <typeparam name="TProduct">The product.</typeparam>
internal static class Tile<TLanes, TProduct>
    where TLanes : struct, ILanes<TLanes>
    where TProduct : struct, IProduct
{
    /// <summary>Up to 12 rows × 1 vector, whose 12 sums stay in registers.</summary>
    /// <param name="a">The first element of A.</param>
    /// <param name="b">The panel of B, or all of B.</param>
    /// <param name="bStart">Where the panel begins in <paramref name="b"/>.</param>
    /// <param name="start">What the sums begin with, by column.</param>
    /// <param name="beside">What else becomes part of a result; not in the memory of C.</param>
    /// <param name="c">The first row of C.</param>
    /// <param name="column">The first column of the panel.</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="slope">The slope of the activation.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Twelve(
        ref float a, ref float b, nint bStart, ref float start, ref float beside, ref float c, nint column, nint rows, float slope)
    {
        TLanes s0 = TProduct.Initial<TLanes>(ref start, column);
        TLanes s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0, s8 = s0, s9 = s0, s10 = s0, s11 = s0;
        for (nint i = 0, j = bStart; i < TProduct.End(rows); i += TProduct.TermStep, j += TProduct.Width(TLanes.Count))
        {
            TLanes v = TLanes.Load(ref b, j);
            s0 = TLanes.MultiplyAddBroadcast(v, ref a, i, s0);
            if (TProduct.Rows > 1) s1 = TLanes.MultiplyAddBroadcast(v, ref a, i + TProduct.RowStep, s1);
            if (TProduct.Rows > 2) s2 = TLanes.MultiplyAddBroadcast(v, ref a, i + (2 * TProduct.RowStep), s2);
            if (TProduct.Rows > 3) s3 = TLanes.MultiplyAddBroadcast(v, ref a, i + (3 * TProduct.RowStep), s3);
            if (TProduct.Rows > 4) s4 = TLanes.MultiplyAddBroadcast(v, ref a, i + (4 * TProduct.RowStep), s4);
            if (TProduct.Rows > 5) s5 = TLanes.MultiplyAddBroadcast(v, ref a, i + (5 * TProduct.RowStep), s5);
            if (TProduct.Rows > 6) s6 = TLanes.MultiplyAddBroadcast(v, ref a, i + (6 * TProduct.RowStep), s6);
            if (TProduct.Rows > 7) s7 = TLanes.MultiplyAddBroadcast(v, ref a, i + (7 * TProduct.RowStep), s7);
            if (TProduct.Rows > 8) s8 = TLanes.MultiplyAddBroadcast(v, ref a, i + (8 * TProduct.RowStep), s8);
            if (TProduct.Rows > 9) s9 = TLanes.MultiplyAddBroadcast(v, ref a, i + (9 * TProduct.RowStep), s9);
            if (TProduct.Rows > 10) s10 = TLanes.MultiplyAddBroadcast(v, ref a, i + (10 * TProduct.RowStep), s10);
            if (TProduct.Rows > 11) s11 = TLanes.MultiplyAddBroadcast(v, ref a, i + (11 * TProduct.RowStep), s11);
        }

        // What a narrow row has behind it in its register is the beginning of the next rows, which are stored behind: only the last rows are stored in part.
        StoreRow(s0, 0, ref beside, ref c, column, slope);
        if (TProduct.Rows > 1) StoreRow(s1, 1, ref beside, ref c, column, slope);
        if (TProduct.Rows > 2) StoreRow(s2, 2, ref beside, ref c, column, slope);
        if (TProduct.Rows > 3) StoreRow(s3, 3, ref beside, ref c, column, slope);
        if (TProduct.Rows > 4) StoreRow(s4, 4, ref beside, ref c, column, slope);
        if (TProduct.Rows > 5) StoreRow(s5, 5, ref beside, ref c, column, slope);
        if (TProduct.Rows > 6) StoreRow(s6, 6, ref beside, ref c, column, slope);
        if (TProduct.Rows > 7) StoreRow(s7, 7, ref beside, ref c, column, slope);
        if (TProduct.Rows > 8) StoreRow(s8, 8, ref beside, ref c, column, slope);
        if (TProduct.Rows > 9) StoreRow(s9, 9, ref beside, ref c, column, slope);
        if (TProduct.Rows > 10) StoreRow(s10, 10, ref beside, ref c, column, slope);
        if (TProduct.Rows > 11) StoreRow(s11, 11, ref beside, ref c, column, slope);
    }

    /// <summary>Up to 6 rows × 2 vectors, whose 12 sums stay in registers and share what is loaded.</summary>
    /// <param name="a">The first element of A.</param>
    /// <param name="b">The panel of B, or all of B.</param>
    /// <param name="bStart">Where the panel begins in <paramref name="b"/>.</param>
    /// <param name="start">What the sums begin with, by column.</param>
    /// <param name="beside">What else becomes part of a result; not in the memory of C.</param>
    /// <param name="c">The first row of C.</param>
    /// <param name="column">The first column of the panel.</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="slope">The slope of the activation.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Six(
        ref float a, ref float b, nint bStart, ref float start, ref float beside, ref float c, nint column, nint rows, float slope)
    {
        TLanes s0 = TProduct.Initial<TLanes>(ref start, column), t0 = TProduct.Initial<TLanes>(ref start, column + TLanes.Count);
        TLanes s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0;
        TLanes t1 = t0, t2 = t0, t3 = t0, t4 = t0, t5 = t0;
        for (nint i = 0, j = bStart; i < TProduct.End(rows); i += TProduct.TermStep, j += TProduct.Width(TLanes.Count))
        {
            TLanes v = TLanes.Load(ref b, j);
            TLanes w = TLanes.Load(ref b, j + TLanes.Count);
            TLanes x = TLanes.Broadcast(ref a, i);
            s0 = TLanes.MultiplyAdd(x, v, s0);
            t0 = TLanes.MultiplyAdd(x, w, t0);
            if (TProduct.Rows > 1)
            {
                x = TLanes.Broadcast(ref a, i + TProduct.RowStep);
                s1 = TLanes.MultiplyAdd(x, v, s1);
                t1 = TLanes.MultiplyAdd(x, w, t1);
            }

            if (TProduct.Rows > 2)
            {
                x = TLanes.Broadcast(ref a, i + (2 * TProduct.RowStep));
                s2 = TLanes.MultiplyAdd(x, v, s2);
                t2 = TLanes.MultiplyAdd(x, w, t2);
            }

            if (TProduct.Rows > 3)
            {
                x = TLanes.Broadcast(ref a, i + (3 * TProduct.RowStep));
                s3 = TLanes.MultiplyAdd(x, v, s3);
                t3 = TLanes.MultiplyAdd(x, w, t3);
            }

            if (TProduct.Rows > 4)
            {
                x = TLanes.Broadcast(ref a, i + (4 * TProduct.RowStep));
                s4 = TLanes.MultiplyAdd(x, v, s4);
                t4 = TLanes.MultiplyAdd(x, w, t4);
            }

            if (TProduct.Rows > 5)
            {
                x = TLanes.Broadcast(ref a, i + (5 * TProduct.RowStep));
                s5 = TLanes.MultiplyAdd(x, v, s5);
                t5 = TLanes.MultiplyAdd(x, w, t5);
            }
        }

        // Where the columns end in the second register, its other lanes are stored at the beginning of the next row, which is stored behind: only that of the last row is
        // stored lane by lane, which is many calls for the JIT to inline.
        StoreWhole(s0, ref beside, ref c, column, column, slope);
        if (TProduct.Rows > 1) StoreWhole(t0, ref beside, ref c, column + TLanes.Count, column + TLanes.Count, slope);
        if (TProduct.Rows > 1) StoreWhole(s1, ref beside, ref c, column + TProduct.Columns, column, slope);
        if (TProduct.Rows > 2) StoreWhole(t1, ref beside, ref c, column + TProduct.Columns + TLanes.Count, column + TLanes.Count, slope);
        if (TProduct.Rows > 2) StoreWhole(s2, ref beside, ref c, column + (2 * TProduct.Columns), column, slope);
        if (TProduct.Rows > 3) StoreWhole(t2, ref beside, ref c, column + (2 * TProduct.Columns) + TLanes.Count, column + TLanes.Count, slope);
        if (TProduct.Rows > 3) StoreWhole(s3, ref beside, ref c, column + (3 * TProduct.Columns), column, slope);
        if (TProduct.Rows > 4) StoreWhole(t3, ref beside, ref c, column + (3 * TProduct.Columns) + TLanes.Count, column + TLanes.Count, slope);
        if (TProduct.Rows > 4) StoreWhole(s4, ref beside, ref c, column + (4 * TProduct.Columns), column, slope);
        if (TProduct.Rows > 5) StoreWhole(t4, ref beside, ref c, column + (4 * TProduct.Columns) + TLanes.Count, column + TLanes.Count, slope);
        if (TProduct.Rows > 5) StoreWhole(s5, ref beside, ref c, column + (5 * TProduct.Columns), column, slope);
        TLanes last = TProduct.Rows > 5 ? t5 : TProduct.Rows > 4 ? t4 : TProduct.Rows > 3 ? t3 : TProduct.Rows > 2 ? t2 : TProduct.Rows > 1 ? t1 : t0;
        nint lastIndex = column + ((Math.Min(TProduct.Rows, 6) - 1) * TProduct.Columns) + TLanes.Count;
        Store(last, ref beside, ref c, lastIndex, column + TLanes.Count, TProduct.Columns - TLanes.Count, slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(TLanes sum, int row, ref float beside, ref float c, nint column, float slope)
    {
        if (row < Math.Min(TProduct.Rows, 12) - ((TLanes.Count - 1) / TProduct.Columns)) StoreWhole(sum, ref beside, ref c, column + (row * TProduct.Columns), column, slope);
        else Store(sum, ref beside, ref c, column + (row * TProduct.Columns), column, TProduct.Columns, slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreWhole(TLanes sum, ref float beside, ref float c, nint index, nint column, float slope) =>
        TLanes.Store(TProduct.Finish(sum, ref beside, index, column, slope), ref c, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes sum, ref float beside, ref float c, nint index, nint column, int count, float slope) =>
        TLanes.Store(TProduct.Finish(sum, ref beside, index, column, slope), ref c, index, count);
}
