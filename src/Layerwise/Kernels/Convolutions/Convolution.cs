using System.Runtime.CompilerServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <summary>
/// The kernels of convolutions over inputs that have their borders, forward: y = φ(Σ x·W + b) at each position. The JIT compiles each of them for a register width, a shape and
/// an activation, so that sizes are constants; the input is read where it lies, no window is copied.
/// </summary>
/// <remarks>References are not checked: the public methods of a network check lengths once, at the door.</remarks>
public static partial class Convolution
{
    /// <summary>Any number of samples.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <typeparam name="TPhi">The activation.</typeparam>
    /// <param name="inputs">X [rows, height, width, channels].</param>
    /// <param name="parameters">Weights [kernel height, kernel width, channels / groups, filters], and biases [filters]; up to a register's width behind them is read and ignored.</param>
    /// <param name="outputs">Receives Y [rows, height′, width′, filters].</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="slope">The slope of the activation, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float outputs, nint rows, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi =>
        Forward<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref parameters, ref outputs, rows, slope);

    /// <summary>Any number of samples, scaled.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes.</typeparam>
    /// <typeparam name="TPhi">The activation, a <see cref="Phi.Normalized{TPhi}"/>.</typeparam>
    /// <param name="inputs">X [rows, height, width, channels].</param>
    /// <param name="parameters">Weights and biases.</param>
    /// <param name="scales">What <see cref="BatchNormalization.Fold"/> gave.</param>
    /// <param name="outputs">Receives Y [rows, height′, width′, filters].</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="slope">The slope of the activation, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float scales, ref float outputs, nint rows, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi
    {
        // Half of a wide register would be empty.
        bool isNarrow = TLanes.Count > Lanes8.Count && Patch<TShape>.PartFilters <= Lanes8.Count;
        if (isNarrow) ForwardOn<Lanes8, TShape, TPhi>(ref inputs, ref parameters, ref scales, ref outputs, rows, slope);
        else ForwardOn<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref scales, ref outputs, rows, slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardOn<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float scales, ref float outputs, nint rows, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float x = ref Unsafe.Add(ref inputs, row * Patch<TShape>.InputSize);
            ref float y = ref Unsafe.Add(ref outputs, row * Patch<TShape>.OutputSize);
            bool isPanel = Patch<TShape>.IsDepthwise && Tiling.KeepsWindow(Patch<TShape>.Length, TShape.Filters);
            if (isPanel) Panels<TLanes, TShape, TPhi>(ref x, ref parameters, ref scales, ref y, slope);
            else if (!Patch<TShape>.IsDepthwise) Lines<TLanes, TShape, TPhi, SharedReading>(ref x, ref parameters, ref scales, ref y, slope);
            else if (TShape.Filters >= Tiling.Vectors(TShape.Filters) * TLanes.Count) Lines<TLanes, TShape, TPhi, OwnReading>(ref x, ref parameters, ref scales, ref y, slope);
            else Lines<TLanes, TShape, TPhi, OwnFewReading>(ref x, ref parameters, ref scales, ref y, slope);

            // While the sample is in the cache.
            if (TPhi.IsRowwise) TPhi.Rows<TLanes>(ref y, Patch<TShape>.OutHeight * Patch<TShape>.OutWidth, TShape.Filters);
            else if (!TPhi.IsCheap) Elementwise.Activate<TLanes, TPhi>(ref y, ref y, Patch<TShape>.OutputSize, slope);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Panels<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi
    {
        for (nint next = 0; next < TShape.Filters; next += TLanes.Count)
        {
            nint column = Panel.Start(next, TShape.Filters, TLanes.Count);
            DepthwisePanel<TLanes, TShape, TPhi>.Positions(ref inputs, ref parameters, ref scales, ref outputs, column, slope);
        }
    }

    // A panel of neighbouring filters meets all lines before the next one: its weights stay in the first-level cache.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Lines<TLanes, TShape, TPhi, TReading>(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IConvolutionShape
        where TPhi : struct, IPhi
        where TReading : struct, IReading
    {
        int filters = Patch<TShape>.PartFilters;
        int width = Tiling.Vectors(filters) * TLanes.Count;
        for (nint part = 0; part < Patch<TShape>.Parts; part++)
        {
            for (nint next = 0; next < filters; next += width)
            {
                nint column = Panel.Start(next, filters, width);
                for (nint line = 0; line < Patch<TShape>.OutHeight; line++)
                {
                    ref float x = ref Unsafe.Add(ref inputs, (line * Patch<TShape>.LineStep) + (part * Patch<TShape>.PartChannels));
                    ref float y = ref Unsafe.Add(ref outputs, line * (Patch<TShape>.OutWidth * TShape.Filters));
                    nint first = (part * filters) + column;
                    bool isOne = Tiling.Vectors(filters) == 1;
                    if (isOne) Line<TShape, TReading, LineTile<TLanes, TShape, TPhi, TReading>.Twelve>(ref x, ref parameters, ref scales, ref y, first, slope);
                    else Line<TShape, TReading, LineTile<TLanes, TShape, TPhi, TReading>.Six>(ref x, ref parameters, ref scales, ref y, first, slope);
                }
            }
        }
    }

    // The last tile moves back to end with the line.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Line<TShape, TReading, TTile>(ref float inputs, ref float parameters, ref float scales, ref float outputs, nint column, float slope)
        where TShape : struct, IConvolutionShape
        where TReading : struct, IReading
        where TTile : struct, ILineTile
    {
        int line = Patch<TShape>.OutWidth;
        int tile = Tiling.Positions(line, Patch<TShape>.PartFilters);
        int step = Patch<TShape>.PositionStep;
        if (TReading.IsOwn) inputs = ref Unsafe.Add(ref inputs, column);
        for (nint position = 0; position < line; position += tile)
        {
            nint start = Panel.Start(position, line, tile);
            TTile.Compute(ref Unsafe.Add(ref inputs, start * step), ref parameters, ref scales, ref Unsafe.Add(ref outputs, start * TShape.Filters), column, slope);
        }
    }
}
