using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <content>Backward: "deltas" are the derivatives of the loss with respect to what the convolution gave, before the activation.</content>
public static partial class Convolution
{
    /// <summary>dW and db, summed over positions and samples.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="inputs">X [rows, height, width, channels].</param>
    /// <param name="deltas">dZ [rows, height′, width′, filters]; up to a register's width behind them is read and ignored.</param>
    /// <param name="gradients">Receives dW [kernel height, kernel width, channels / groups, filters] and db [filters].</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ParameterGradients<TLanes, TShape>(ref float inputs, ref float deltas, ref float gradients, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
    {
        int weights = Patch<TShape>.Length * TShape.Filters;
        MemoryMarshal.CreateSpan(ref gradients, weights).Clear();
        for (nint row = 0; row < rows; row++)
        {
            ref float x = ref Unsafe.Add(ref inputs, row * Patch<TShape>.InputSize);
            ref float dz = ref Unsafe.Add(ref deltas, row * Patch<TShape>.OutputSize);
            if (TLanes.Count > Lanes8.Count && Patch<TShape>.PartFilters <= Lanes8.Count) AddSample<Lanes8, TShape>(ref x, ref dz, ref gradients);
            else AddSample<TLanes, TShape>(ref x, ref dz, ref gradients);
        }

        nint positions = Patch<TShape>.OutHeight * Patch<TShape>.OutWidth;
        if (TShape.HasBias) Columns.Sum<TLanes>(ref deltas, rows * positions, TShape.Filters, ref Unsafe.Add(ref gradients, weights));
    }

    /// <summary>dX.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <param name="parameters">Weights [kernel height, kernel width, channels / groups, filters].</param>
    /// <param name="room">As long as <see cref="Tiling.SpreadRoom"/> says.</param>
    /// <param name="deltas">dZ [rows, height′, width′, filters].</param>
    /// <param name="results">Receives [rows, height, width, channels].</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradients<TLanes, TShape>(ref float parameters, ref float room, ref float deltas, ref float results, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
    {
        Exchange<TShape>(ref parameters, ref room);

        // Zeros stay where they are: each sample puts its numbers into the same places.
        ref float spread = ref Unsafe.Add(ref room, (nint)Tiling.Whole(Patch<TShape>.Length * TShape.Filters));
        MemoryMarshal.CreateSpan(ref spread, Patch<SpreadShape<TShape>>.InputSize).Clear();
        for (nint row = 0; row < rows; row++)
        {
            Spread<TShape>(ref Unsafe.Add(ref deltas, row * Patch<TShape>.OutputSize), ref spread);
            Forward<TLanes, SpreadShape<TShape>, Phi.Identity>(ref spread, ref room, ref Unsafe.Add(ref results, row * Patch<TShape>.InputSize), 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSample<TLanes, TShape>(ref float inputs, ref float deltas, ref float gradients)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
    {
        if (!Patch<TShape>.IsDepthwise) AddSample<TLanes, TShape, SharedReading>(ref inputs, ref deltas, ref gradients);
        else if (TShape.Filters % TLanes.Count == 0) AddSample<TLanes, TShape, OwnReading>(ref inputs, ref deltas, ref gradients);
        else AddSample<TLanes, TShape, OwnFewReading>(ref inputs, ref deltas, ref gradients);
    }

    // A block of positions meets all weights while its inputs and derivatives are in the first-level cache.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddSample<TLanes, TShape, TReading>(ref float inputs, ref float deltas, ref float gradients)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TReading : struct, IReading
    {
        int height = Patch<TShape>.OutHeight;
        int width = Patch<TShape>.OutWidth;
        int most = Tiling.BlockPositions(Patch<TShape>.PositionStep, TShape.Filters);
        int lines = Math.Max(most / width, 1);
        int positions = Math.Min(most, width);
        for (int line = 0; line < height; line += lines)
        {
            for (int position = 0; position < width; position += positions)
            {
                ref float x = ref Unsafe.Add(ref inputs, ((nint)line * Patch<TShape>.LineStep) + (position * Patch<TShape>.PositionStep));
                ref float dz = ref Unsafe.Add(ref deltas, (((nint)line * width) + position) * TShape.Filters);
                AddBlock<TLanes, TShape, TReading>(ref x, ref dz, ref gradients, Math.Min(lines, height - line), Math.Min(positions, width - position));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddBlock<TLanes, TShape, TReading>(ref float inputs, ref float deltas, ref float gradients, int lines, int positions)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TReading : struct, IReading
    {
        int runLength = KernelGradientTile<TLanes, TShape, TReading>.RunLength;
        int runs = TReading.IsOwn ? 1 : Patch<TShape>.Runs;
        int filters = Patch<TShape>.PartFilters;
        for (nint part = 0; part < Patch<TShape>.Parts; part++)
        {
            ref float dz = ref Unsafe.Add(ref deltas, part * filters);
            ref float dw = ref Unsafe.Add(ref gradients, part * filters);
            for (nint row = 0; row < TShape.KernelHeight; row++)
            {
                for (nint run = 0; run < runs; run++)
                {
                    ref float patch = ref Unsafe.Add(ref inputs, (part * Patch<TShape>.PartChannels) + (row * Patch<TShape>.RowStep) + (run * Patch<TShape>.RunStep));
                    ref float ofRun = ref Unsafe.Add(ref dw, ((row * runs) + run) * runLength * TShape.Filters);
                    AddRun<TLanes, TShape, TReading>(ref patch, ref dz, ref ofRun, lines, positions);
                }
            }
        }
    }

    // The last columns are not moved back: what is added twice would count twice. How many they are is a constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRun<TLanes, TShape, TReading>(ref float patch, ref float deltas, ref float gradients, int lines, int positions)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TReading : struct, IReading
    {
        int filters = Patch<TShape>.PartFilters;
        nint column = 0;
        if (Tiling.Vectors(filters) == Tiling.BatchVectors)
        {
            for (; column + (2 * TLanes.Count) <= filters; column += 2 * TLanes.Count)
            {
                AddTiles<TLanes, TShape, TReading, KernelGradientTile<TLanes, TShape, TReading>.Six>(ref patch, ref deltas, ref gradients, column, lines, positions);
            }
        }

        for (; column + TLanes.Count <= filters; column += TLanes.Count)
        {
            AddTiles<TLanes, TShape, TReading, KernelGradientTile<TLanes, TShape, TReading>.Twelve>(ref patch, ref deltas, ref gradients, column, lines, positions);
        }

        if (filters % TLanes.Count == 0) return;
        AddTiles<TLanes, TShape, TReading, KernelGradientTile<TLanes, TShape, TReading>.LastTwelve>(ref patch, ref deltas, ref gradients, column, lines, positions);
    }

    // Of weights that are moved back, those that another tile has done are left out.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddTiles<TLanes, TShape, TReading, TTile>(ref float patch, ref float deltas, ref float gradients, nint column, int lines, int positions)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TReading : struct, IReading
        where TTile : struct, IKernelGradientTile
    {
        int length = KernelGradientTile<TLanes, TShape, TReading>.RunLength;
        int tile = Math.Min(TTile.Weights, length);
        if (TReading.IsOwn) patch = ref Unsafe.Add(ref patch, column);
        for (nint next = 0; next < length; next += tile)
        {
            nint first = Panel.Start(next, length, tile);
            ref float x = ref Unsafe.Add(ref patch, first * KernelGradientTile<TLanes, TShape, TReading>.Step);
            TTile.Add(ref x, ref deltas, ref Unsafe.Add(ref gradients, first * TShape.Filters), column, next - first, lines, positions);
        }
    }

    // [kernel, channels / groups, filters] → [kernel turned about, filters / groups, channels].
    private static void Exchange<TShape>(ref float weights, ref float exchanged)
        where TShape : struct, IConvolutionShape
    {
        int kernel = TShape.KernelHeight * TShape.KernelWidth;
        int channels = TShape.Channels / TShape.Groups;
        int filters = TShape.Filters / TShape.Groups;
        for (int position = 0; position < kernel; position++)
        {
            ref float from = ref Unsafe.Add(ref weights, position * channels * TShape.Filters);
            ref float to = ref Unsafe.Add(ref exchanged, (kernel - 1 - position) * filters * TShape.Channels);
            for (int group = 0; group < TShape.Groups; group++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    ref float start = ref Unsafe.Add(ref from, (channel * TShape.Filters) + (group * filters));
                    for (int filter = 0; filter < filters; filter++) Unsafe.Add(ref to, (filter * TShape.Channels) + (group * channels) + channel) = Unsafe.Add(ref start, filter);
                }
            }
        }
    }

    private static void Spread<TShape>(ref float deltas, ref float spread)
        where TShape : struct, IConvolutionShape
    {
        int width = SpreadShape<TShape>.Width * TShape.Filters;
        ref float first = ref Unsafe.Add(ref spread, (SpreadShape<TShape>.Above * width) + (SpreadShape<TShape>.InFront * TShape.Filters));
        int run = TShape.Stride == 1 ? Patch<TShape>.OutWidth * TShape.Filters : TShape.Filters;
        int runs = TShape.Stride == 1 ? 1 : Patch<TShape>.OutWidth;
        for (int line = 0; line < Patch<TShape>.OutHeight; line++)
        {
            for (int position = 0; position < runs; position++)
            {
                ref float from = ref Unsafe.Add(ref deltas, ((line * runs) + position) * run);
                ref float to = ref Unsafe.Add(ref first, (line * TShape.Stride * width) + (position * TShape.Stride * TShape.Filters));
                MemoryMarshal.CreateReadOnlySpan(ref from, run).CopyTo(MemoryMarshal.CreateSpan(ref to, run));
            }
        }
    }
}
