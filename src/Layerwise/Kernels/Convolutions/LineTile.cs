using System.Runtime.CompilerServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <summary>
/// The bodies of all convolutions: neighbouring positions of a line × neighbouring filters, whose sums stay in registers. A number of the input is broadcast to all filters of a
/// register; a depthwise convolution takes as many channels as filters.
/// </summary>
/// <typeparam name="TLanes">The registers.</typeparam>
/// <typeparam name="TShape">The convolution.</typeparam>
/// <typeparam name="TPhi">The activation behind it.</typeparam>
/// <typeparam name="TReading">What the filters see of a position.</typeparam>
internal static class LineTile<TLanes, TShape, TPhi, TReading>
    where TLanes : struct, ILanes<TLanes>
    where TShape : struct, IConvolutionShape
    where TPhi : struct, IPhi
    where TReading : struct, IReading
{
    /// <summary>Up to 12 positions × 1 vector of filters.</summary>
    internal readonly struct Twelve : ILineTile
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Compute(ref float patch, ref float parameters, ref float scales, ref float results, nint column, float slope)
        {
            // Each is a constant once, and not worked out anew wherever it is asked for: the JIT has patience for so many calls only.
            int count = Patch<TShape>.PartFilters;
            int positions = Tiling.Positions(Patch<TShape>.OutWidth, Patch<TShape>.PartFilters);
            int step = Patch<TShape>.PositionStep;
            int runs = Patch<TShape>.Runs;
            int runLength = Patch<TShape>.RunLength;
            int rowStep = Patch<TShape>.RowStep;
            int runStep = Patch<TShape>.RunStep;
            TLanes s0 = Initial(ref parameters, column);
            TLanes s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0, s8 = s0, s9 = s0, s10 = s0, s11 = s0;
            nint j = column;
            for (nint row = 0; row < TShape.KernelHeight; row++)
            {
                for (nint run = 0; run < runs; run++)
                {
                    nint start = (row * rowStep) + (run * runStep);
                    for (nint i = start; i < start + runLength; i++, j += TShape.Filters)
                    {
                        TLanes v = TLanes.Load(ref parameters, j);
                        s0 = TReading.Add(ref patch, i, 0, count, v, s0);
                        if (positions > 1) s1 = TReading.Add(ref patch, i + step, 0, count, v, s1);
                        if (positions > 2) s2 = TReading.Add(ref patch, i + (2 * step), 0, count, v, s2);
                        if (positions > 3) s3 = TReading.Add(ref patch, i + (3 * step), 0, count, v, s3);
                        if (positions > 4) s4 = TReading.Add(ref patch, i + (4 * step), 0, count, v, s4);
                        if (positions > 5) s5 = TReading.Add(ref patch, i + (5 * step), 0, count, v, s5);
                        if (positions > 6) s6 = TReading.Add(ref patch, i + (6 * step), 0, count, v, s6);
                        if (positions > 7) s7 = TReading.Add(ref patch, i + (7 * step), 0, count, v, s7);
                        if (positions > 8) s8 = TReading.Add(ref patch, i + (8 * step), 0, count, v, s8);
                        if (positions > 9) s9 = TReading.Add(ref patch, i + (9 * step), 0, count, v, s9);
                        if (positions > 10) s10 = TReading.Add(ref patch, i + (10 * step), 0, count, v, s10);
                        if (positions > 11) s11 = TReading.Add(ref patch, i + (11 * step), 0, count, v, s11);
                    }
                }
            }

            Store(s0, ref scales, ref results, 0, column, count, slope);
            if (positions > 1) Store(s1, ref scales, ref results, 1, column, count, slope);
            if (positions > 2) Store(s2, ref scales, ref results, 2, column, count, slope);
            if (positions > 3) Store(s3, ref scales, ref results, 3, column, count, slope);
            if (positions > 4) Store(s4, ref scales, ref results, 4, column, count, slope);
            if (positions > 5) Store(s5, ref scales, ref results, 5, column, count, slope);
            if (positions > 6) Store(s6, ref scales, ref results, 6, column, count, slope);
            if (positions > 7) Store(s7, ref scales, ref results, 7, column, count, slope);
            if (positions > 8) Store(s8, ref scales, ref results, 8, column, count, slope);
            if (positions > 9) Store(s9, ref scales, ref results, 9, column, count, slope);
            if (positions > 10) Store(s10, ref scales, ref results, 10, column, count, slope);
            if (positions > 11) Store(s11, ref scales, ref results, 11, column, count, slope);
        }
    }

    /// <summary>Up to 6 positions × 2 vectors of filters.</summary>
    internal readonly struct Six : ILineTile
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Compute(ref float patch, ref float parameters, ref float scales, ref float results, nint column, float slope)
        {
            // Each is a constant once, and not worked out anew wherever it is asked for: the JIT has patience for so many calls only.
            int count = Patch<TShape>.PartFilters;
            int positions = Tiling.Positions(Patch<TShape>.OutWidth, Patch<TShape>.PartFilters);
            int step = Patch<TShape>.PositionStep;
            int runs = Patch<TShape>.Runs;
            int runLength = Patch<TShape>.RunLength;
            int rowStep = Patch<TShape>.RowStep;
            int runStep = Patch<TShape>.RunStep;
            TLanes s0 = Initial(ref parameters, column);
            TLanes s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0;
            TLanes t0 = Initial(ref parameters, column + TLanes.Count);
            TLanes t1 = t0, t2 = t0, t3 = t0, t4 = t0, t5 = t0;
            nint j = column;
            for (nint row = 0; row < TShape.KernelHeight; row++)
            {
                for (nint run = 0; run < runs; run++)
                {
                    nint start = (row * rowStep) + (run * runStep);
                    for (nint i = start; i < start + runLength; i++, j += TShape.Filters)
                    {
                        TLanes v = TLanes.Load(ref parameters, j);
                        TLanes w = TLanes.Load(ref parameters, j + TLanes.Count);
                        s0 = TReading.Add(ref patch, i, 0, count, v, s0);
                        t0 = TReading.Add(ref patch, i, TLanes.Count, count - TLanes.Count, w, t0);
                        if (positions > 1)
                        {
                            s1 = TReading.Add(ref patch, i + step, 0, count, v, s1);
                            t1 = TReading.Add(ref patch, i + step, TLanes.Count, count - TLanes.Count, w, t1);
                        }

                        if (positions > 2)
                        {
                            s2 = TReading.Add(ref patch, i + (2 * step), 0, count, v, s2);
                            t2 = TReading.Add(ref patch, i + (2 * step), TLanes.Count, count - TLanes.Count, w, t2);
                        }

                        if (positions > 3)
                        {
                            s3 = TReading.Add(ref patch, i + (3 * step), 0, count, v, s3);
                            t3 = TReading.Add(ref patch, i + (3 * step), TLanes.Count, count - TLanes.Count, w, t3);
                        }

                        if (positions > 4)
                        {
                            s4 = TReading.Add(ref patch, i + (4 * step), 0, count, v, s4);
                            t4 = TReading.Add(ref patch, i + (4 * step), TLanes.Count, count - TLanes.Count, w, t4);
                        }

                        if (positions > 5)
                        {
                            s5 = TReading.Add(ref patch, i + (5 * step), 0, count, v, s5);
                            t5 = TReading.Add(ref patch, i + (5 * step), TLanes.Count, count - TLanes.Count, w, t5);
                        }
                    }
                }
            }

            Store(s0, ref scales, ref results, 0, column, count, slope);
            Store(t0, ref scales, ref results, 0, column + TLanes.Count, count - TLanes.Count, slope);
            if (positions > 1) Store(s1, ref scales, ref results, 1, column, count, slope);
            if (positions > 1) Store(t1, ref scales, ref results, 1, column + TLanes.Count, count - TLanes.Count, slope);
            if (positions > 2) Store(s2, ref scales, ref results, 2, column, count, slope);
            if (positions > 2) Store(t2, ref scales, ref results, 2, column + TLanes.Count, count - TLanes.Count, slope);
            if (positions > 3) Store(s3, ref scales, ref results, 3, column, count, slope);
            if (positions > 3) Store(t3, ref scales, ref results, 3, column + TLanes.Count, count - TLanes.Count, slope);
            if (positions > 4) Store(s4, ref scales, ref results, 4, column, count, slope);
            if (positions > 4) Store(t4, ref scales, ref results, 4, column + TLanes.Count, count - TLanes.Count, slope);
            if (positions > 5) Store(s5, ref scales, ref results, 5, column, count, slope);
            if (positions > 5) Store(t5, ref scales, ref results, 5, column + TLanes.Count, count - TLanes.Count, slope);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Initial(ref float parameters, nint column) =>
        TShape.HasBias ? TLanes.Load(ref parameters, (Patch<TShape>.Length * TShape.Filters) + column) : TLanes.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes sum, ref float scales, ref float results, nint position, nint column, int count, float slope) =>
        TLanes.Store(TPhi.InTile(TPhi.Scale(sum, ref scales, column, TShape.Filters), slope), ref results, (position * TShape.Filters) + column, count);
}
