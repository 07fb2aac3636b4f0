using System.Runtime.CompilerServices;
using Layerwise.Tiles;

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
    internal readonly struct Twelve : IKernelGradientTile
    {
        /// <inheritdoc/>
        public static int Weights
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Tiling.BatchAccumulators;
        }

        /// <inheritdoc/>
        public static int Filters
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => TLanes.Count;
        }

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Add(ref float patch, ref float deltas, ref float gradients, nint column, nint skipped, int lines, int positions) =>
            AddTwelve(ref patch, ref deltas, ref gradients, column, Filters, skipped, lines, positions);
    }

    /// <summary>Up to 12 weights × the filters that fill no vector.</summary>
    internal readonly struct LastTwelve : IKernelGradientTile
    {
        /// <inheritdoc/>
        public static int Weights
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Tiling.BatchAccumulators;
        }

        /// <inheritdoc/>
        public static int Filters
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Patch<TShape>.PartFilters % TLanes.Count;
        }

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Add(ref float patch, ref float deltas, ref float gradients, nint column, nint skipped, int lines, int positions) =>
            AddTwelve(ref patch, ref deltas, ref gradients, column, Filters, skipped, lines, positions);
    }

    /// <summary>Up to 6 weights × 2 vectors of filters.</summary>
    internal readonly struct Six : IKernelGradientTile
    {
        /// <inheritdoc/>
        public static int Weights
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Tiling.BatchAccumulators / Tiling.BatchVectors;
        }

        /// <inheritdoc/>
        public static int Filters
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => 2 * TLanes.Count;
        }

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Add(ref float patch, ref float deltas, ref float gradients, nint column, nint skipped, int lines, int positions)
        {
            int count = Filters;
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

            AddSum(s0, ref gradients, 0, column, count, skipped);
            AddSum(t0, ref gradients, 0, column + TLanes.Count, count - TLanes.Count, skipped);
            if (runLength > 1) AddSum(s1, ref gradients, 1, column, count, skipped);
            if (runLength > 1) AddSum(t1, ref gradients, 1, column + TLanes.Count, count - TLanes.Count, skipped);
            if (runLength > 2) AddSum(s2, ref gradients, 2, column, count, skipped);
            if (runLength > 2) AddSum(t2, ref gradients, 2, column + TLanes.Count, count - TLanes.Count, skipped);
            if (runLength > 3) AddSum(s3, ref gradients, 3, column, count, skipped);
            if (runLength > 3) AddSum(t3, ref gradients, 3, column + TLanes.Count, count - TLanes.Count, skipped);
            if (runLength > 4) AddSum(s4, ref gradients, 4, column, count, skipped);
            if (runLength > 4) AddSum(t4, ref gradients, 4, column + TLanes.Count, count - TLanes.Count, skipped);
            if (runLength > 5) AddSum(s5, ref gradients, 5, column, count, skipped);
            if (runLength > 5) AddSum(t5, ref gradients, 5, column + TLanes.Count, count - TLanes.Count, skipped);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTwelve(ref float patch, ref float deltas, ref float gradients, nint column, int count, nint skipped, int lines, int positions)
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

        AddSum(s0, ref gradients, 0, column, count, skipped);
        if (runLength > 1) AddSum(s1, ref gradients, 1, column, count, skipped);
        if (runLength > 2) AddSum(s2, ref gradients, 2, column, count, skipped);
        if (runLength > 3) AddSum(s3, ref gradients, 3, column, count, skipped);
        if (runLength > 4) AddSum(s4, ref gradients, 4, column, count, skipped);
        if (runLength > 5) AddSum(s5, ref gradients, 5, column, count, skipped);
        if (runLength > 6) AddSum(s6, ref gradients, 6, column, count, skipped);
        if (runLength > 7) AddSum(s7, ref gradients, 7, column, count, skipped);
        if (runLength > 8) AddSum(s8, ref gradients, 8, column, count, skipped);
        if (runLength > 9) AddSum(s9, ref gradients, 9, column, count, skipped);
        if (runLength > 10) AddSum(s10, ref gradients, 10, column, count, skipped);
        if (runLength > 11) AddSum(s11, ref gradients, 11, column, count, skipped);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSum(TLanes sum, ref float gradients, nint row, nint column, int count, nint skipped)
    {
        if (row < skipped) return;
        nint index = (row * TShape.Filters) + column;
        TLanes.Store(TLanes.Load(ref gradients, index, count, 0f) + sum, ref gradients, index, count);
    }
}
