using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// Softmax of as many narrow rows at a time as there are lanes: a row in each lane. Nothing is added up across a register, no lane is idle, and the rows don't wait for the
/// chain of one.
/// </summary>
/// <remarks>With the bits of one row in a register: sums are taken in the same pairs.</remarks>
internal static class SoftmaxColumns
{
    /// <summary>The widest row: two of the registers from which rows are added up in the same pairs.</summary>
    private const int Widest = 16;

    // As many as the samples that pass through all layers together have with the widest registers.
    private const int MostGroups = 6;

    /// <summary>Whether rows are taken so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Takes<TLanes>(int width)
        where TLanes : struct, ILanes<TLanes> => TLanes.Count >= Widest / 2 && width is >= 4 and <= Widest;

    /// <summary>All rows, in place.</summary>
    /// <param name="rows">[count, width].</param>
    /// <param name="count">Number of rows, at least as many as there are lanes.</param>
    /// <param name="width">Floats of one.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Rows<TLanes>(ref float rows, nint count, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> stack = stackalloc float[(MostGroups * (Widest + 1) * Widest) + AlignedBuffer.Slack];
        ref float columns = ref Scratch.Aligned(stack);
        for (nint row = 0, some; row < count; row += some)
        {
            // What is left behind them is nothing, or a whole group.
            some = nint.Min(MostGroups * TLanes.Count, count - row);
            if (count - row > some && count - row < some + TLanes.Count) some -= TLanes.Count;
            Some<TLanes>(ref Unsafe.Add(ref rows, row * width), ref columns, some, width);
        }
    }

    // One step for all groups and then the next: the processor works at several groups at once, where one by itself waits for its largest number, its sum and its quotient.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Some<TLanes>(ref float rows, ref float columns, nint count, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        nint size = width * TLanes.Count;
        nint groups = (count + TLanes.Count - 1) / TLanes.Count;
        ref float maxima = ref Unsafe.Add(ref columns, MostGroups * Widest * Widest);
        for (nint group = 0; group < groups; group++)
        {
            // The last group moves back to end with the rows: all are read before one is written.
            ref float values = ref Unsafe.Add(ref rows, nint.Min(group * TLanes.Count, count - TLanes.Count) * width);
            ref float to = ref Unsafe.Add(ref columns, group * size);
            TLanes largest = TLanes.Broadcast(float.NegativeInfinity);
            for (nint next = 0; next < width; next += 4)
            {
                // The last columns move back to end with the row.
                nint column = nint.Min(next, width - 4);
                TLanes.LoadColumns(ref Unsafe.Add(ref values, column), width, out TLanes a, out TLanes b, out TLanes c, out TLanes d);
                TLanes.Store(a, ref to, column * TLanes.Count);
                TLanes.Store(b, ref to, (column + 1) * TLanes.Count);
                TLanes.Store(c, ref to, (column + 2) * TLanes.Count);
                TLanes.Store(d, ref to, (column + 3) * TLanes.Count);
                largest = TLanes.Max(largest, TLanes.Max(TLanes.Max(a, b), TLanes.Max(c, d)));
            }

            TLanes.Store(largest, ref maxima, group * TLanes.Count);
        }

        for (nint group = 0; group < groups; group++)
        {
            TLanes largest = TLanes.Load(ref maxima, group * TLanes.Count);
            for (nint i = group * size; i < (group + 1) * size; i += TLanes.Count)
            {
                TLanes.Store(Exponential.ExpOfNonPositive(TLanes.Load(ref columns, i) - largest), ref columns, i);
            }
        }

        for (nint group = 0; group < groups; group++)
        {
            ref float values = ref Unsafe.Add(ref rows, nint.Min(group * TLanes.Count, count - TLanes.Count) * width);
            ref float from = ref Unsafe.Add(ref columns, group * size);
            TLanes scale = TLanes.Broadcast(1f) / Sum<TLanes>(ref from, width);
            for (nint next = 0; next < width; next += 4)
            {
                nint column = nint.Min(next, width - 4);
                ref float four = ref Unsafe.Add(ref from, column * TLanes.Count);
                TLanes.StoreColumns(
                    TLanes.Load(ref four, 0) * scale,
                    TLanes.Load(ref four, TLanes.Count) * scale,
                    TLanes.Load(ref four, 2 * TLanes.Count) * scale,
                    TLanes.Load(ref four, 3 * TLanes.Count) * scale,
                    ref Unsafe.Add(ref values, column),
                    width);
            }
        }
    }

    // As ILanes.Sum adds up a register of 16: halves, then halves of them; what a row doesn't have is 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Sum<TLanes>(ref float columns, int width)
        where TLanes : struct, ILanes<TLanes> =>
        (Quarter<TLanes>(ref columns, 0, width) + Quarter<TLanes>(ref columns, 1, width)) + (Quarter<TLanes>(ref columns, 2, width) + Quarter<TLanes>(ref columns, 3, width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Quarter<TLanes>(ref float columns, nint first, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes sum = Pair<TLanes>(ref columns, first, width);
        if (first + 4 < width) sum += Pair<TLanes>(ref columns, first + 4, width);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Pair<TLanes>(ref float columns, nint first, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes sum = TLanes.Load(ref columns, first * TLanes.Count);
        if (first + 8 < width) sum += TLanes.Load(ref columns, (first + 8) * TLanes.Count);
        return sum;
    }
}
