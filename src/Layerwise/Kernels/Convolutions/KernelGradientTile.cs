using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// What a block of positions adds to the gradients of the weights: neighbouring weights of a run (of a depthwise convolution, neighbouring positions of a row of the window) ×
/// neighbouring filters, summed over the positions in registers.
/// </summary>
/// <typeparam name="TLanes">The registers.</typeparam>
/// <typeparam name="TShape">The convolution.</typeparam>
/// <typeparam name="TReading">What the filters see of a position.</typeparam>
internal static class KernelGradientTile<TLanes, TShape, TReading>
    where TLanes : struct, ILanes<TLanes>
    where TShape : struct, IConvolutionShape
    where TReading : struct, IReading
{
    /// <summary>Weights that lie behind each other and see inputs that are equally far apart.</summary>
    public static int RunLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TReading.IsOwn ? TShape.KernelWidth : Patch<TShape>.RunLength;
    }

    /// <summary>How far apart those inputs are.</summary>
    public static int Step
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TReading.IsOwn ? Patch<TShape>.RunStep : 1;
    }

    /// <summary>Up to 12 weights × 1 vector of filters.</summary>
    /// <param name="patch">What the first of the weights sees at the first position of a block.</param>
    /// <param name="deltas">Derivatives with respect to the result of that position, and those behind it.</param>
    /// <param name="gradients">The gradient of the first filter's first weight.</param>
    /// <param name="column">The first filter.</param>
    /// <param name="count">Filters from there to the end of the part.</param>
    /// <param name="skipped">Weights that another tile has done already.</param>
    /// <param name="lines">Lines of positions.</param>
    /// <param name="positions">Positions of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Twelve(ref float patch, ref float deltas, ref float gradients, nint column, int count, nint skipped, int lines, int positions)
    {
        int runLength = RunLength;
        int filters = TShape.Filters;
        int step = Step;
        int lineStep = Patch<TShape>.LineStep;
        int positionStep = Patch<TShape>.PositionStep;
        int lineResults = Patch<TShape>.OutWidth * TShape.Filters;
        int lineEnd = positions * positionStep;
        TLanes s0 = TLanes.Zero;
        TLanes s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0, s8 = s0, s9 = s0, s10 = s0, s11 = s0;
        for (nint line = 0; line < lines; line++)
        {
            nint start = line * lineStep;
            nint j = (line * lineResults) + column;
            for (nint i = start; i < start + lineEnd; i += positionStep, j += filters)
            {
                TLanes v = TLanes.Load(ref deltas, j);
                s0 = TReading.Add(ref patch, i, 0, count, v, s0);
                if (runLength > 1) s1 = TReading.Add(ref patch, i + step, 0, count, v, s1);
                if (runLength > 2) s2 = TReading.Add(ref patch, i + (2 * step), 0, count, v, s2);
                if (runLength > 3) s3 = TReading.Add(ref patch, i + (3 * step), 0, count, v, s3);
                if (runLength > 4) s4 = TReading.Add(ref patch, i + (4 * step), 0, count, v, s4);
                if (runLength > 5) s5 = TReading.Add(ref patch, i + (5 * step), 0, count, v, s5);
                if (runLength > 6) s6 = TReading.Add(ref patch, i + (6 * step), 0, count, v, s6);
                if (runLength > 7) s7 = TReading.Add(ref patch, i + (7 * step), 0, count, v, s7);
                if (runLength > 8) s8 = TReading.Add(ref patch, i + (8 * step), 0, count, v, s8);
                if (runLength > 9) s9 = TReading.Add(ref patch, i + (9 * step), 0, count, v, s9);
                if (runLength > 10) s10 = TReading.Add(ref patch, i + (10 * step), 0, count, v, s10);
                if (runLength > 11) s11 = TReading.Add(ref patch, i + (11 * step), 0, count, v, s11);
            }
        }

        Add(s0, ref gradients, 0, column, count, skipped);
        if (runLength > 1) Add(s1, ref gradients, 1, column, count, skipped);
        if (runLength > 2) Add(s2, ref gradients, 2, column, count, skipped);
        if (runLength > 3) Add(s3, ref gradients, 3, column, count, skipped);
        if (runLength > 4) Add(s4, ref gradients, 4, column, count, skipped);
        if (runLength > 5) Add(s5, ref gradients, 5, column, count, skipped);
        if (runLength > 6) Add(s6, ref gradients, 6, column, count, skipped);
        if (runLength > 7) Add(s7, ref gradients, 7, column, count, skipped);
        if (runLength > 8) Add(s8, ref gradients, 8, column, count, skipped);
        if (runLength > 9) Add(s9, ref gradients, 9, column, count, skipped);
        if (runLength > 10) Add(s10, ref gradients, 10, column, count, skipped);
        if (runLength > 11) Add(s11, ref gradients, 11, column, count, skipped);
    }

    /// <summary>Up to 6 weights × 2 vectors of filters.</summary>
    /// <param name="patch">What the first of the weights sees at the first position of a block.</param>
    /// <param name="deltas">Derivatives with respect to the result of that position, and those behind it.</param>
    /// <param name="gradients">The gradient of the first filter's first weight.</param>
    /// <param name="column">The first filter.</param>
    /// <param name="count">Filters from there to the end of the part.</param>
    /// <param name="skipped">Weights that another tile has done already.</param>
    /// <param name="lines">Lines of positions.</param>
    /// <param name="positions">Positions of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Six(ref float patch, ref float deltas, ref float gradients, nint column, int count, nint skipped, int lines, int positions)
    {
        int runLength = RunLength;
        int filters = TShape.Filters;
        int step = Step;
        int lineStep = Patch<TShape>.LineStep;
        int positionStep = Patch<TShape>.PositionStep;
        int lineResults = Patch<TShape>.OutWidth * TShape.Filters;
        int lineEnd = positions * positionStep;
        TLanes s0 = TLanes.Zero, t0 = s0;
        TLanes s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0;
        TLanes t1 = t0, t2 = t0, t3 = t0, t4 = t0, t5 = t0;
        for (nint line = 0; line < lines; line++)
        {
            nint start = line * lineStep;
            nint j = (line * lineResults) + column;
            for (nint i = start; i < start + lineEnd; i += positionStep, j += filters)
            {
                TLanes v = TLanes.Load(ref deltas, j);
                TLanes w = TLanes.Load(ref deltas, j + TLanes.Count);
                s0 = TReading.Add(ref patch, i, 0, count, v, s0);
                t0 = TReading.Add(ref patch, i, TLanes.Count, count - TLanes.Count, w, t0);
                if (runLength > 1)
                {
                    s1 = TReading.Add(ref patch, i + step, 0, count, v, s1);
                    t1 = TReading.Add(ref patch, i + step, TLanes.Count, count - TLanes.Count, w, t1);
                }

                if (runLength > 2)
                {
                    s2 = TReading.Add(ref patch, i + (2 * step), 0, count, v, s2);
                    t2 = TReading.Add(ref patch, i + (2 * step), TLanes.Count, count - TLanes.Count, w, t2);
                }

                if (runLength > 3)
                {
                    s3 = TReading.Add(ref patch, i + (3 * step), 0, count, v, s3);
                    t3 = TReading.Add(ref patch, i + (3 * step), TLanes.Count, count - TLanes.Count, w, t3);
                }

                if (runLength > 4)
                {
                    s4 = TReading.Add(ref patch, i + (4 * step), 0, count, v, s4);
                    t4 = TReading.Add(ref patch, i + (4 * step), TLanes.Count, count - TLanes.Count, w, t4);
                }

                if (runLength > 5)
                {
                    s5 = TReading.Add(ref patch, i + (5 * step), 0, count, v, s5);
                    t5 = TReading.Add(ref patch, i + (5 * step), TLanes.Count, count - TLanes.Count, w, t5);
                }
            }
        }

        Add(s0, ref gradients, 0, column, count, skipped);
        Add(t0, ref gradients, 0, column + TLanes.Count, count - TLanes.Count, skipped);
        if (runLength > 1) Add(s1, ref gradients, 1, column, count, skipped);
        if (runLength > 1) Add(t1, ref gradients, 1, column + TLanes.Count, count - TLanes.Count, skipped);
        if (runLength > 2) Add(s2, ref gradients, 2, column, count, skipped);
        if (runLength > 2) Add(t2, ref gradients, 2, column + TLanes.Count, count - TLanes.Count, skipped);
        if (runLength > 3) Add(s3, ref gradients, 3, column, count, skipped);
        if (runLength > 3) Add(t3, ref gradients, 3, column + TLanes.Count, count - TLanes.Count, skipped);
        if (runLength > 4) Add(s4, ref gradients, 4, column, count, skipped);
        if (runLength > 4) Add(t4, ref gradients, 4, column + TLanes.Count, count - TLanes.Count, skipped);
        if (runLength > 5) Add(s5, ref gradients, 5, column, count, skipped);
        if (runLength > 5) Add(t5, ref gradients, 5, column + TLanes.Count, count - TLanes.Count, skipped);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TLanes sum, ref float gradients, nint row, nint column, int count, nint skipped)
    {
        if (row < skipped) return;
        nint index = (row * TShape.Filters) + column;
        TLanes.Store(TLanes.Load(ref gradients, index, count, 0f) + sum, ref gradients, index, count);
    }
}
