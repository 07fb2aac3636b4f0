using System.Runtime.CompilerServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <summary>
/// y = φ(x·W + b) of one sample where no cache holds W: a few rows of weights at a time, each from end to end as memory delivers it fastest,
/// added to sums that lie in the outputs.
/// </summary>
internal static class RowStream
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        nint column = 0;
        for (; column <= TShape.FanOut - TLanes.Count; column += TLanes.Count)
        {
            TLanes.Store(OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column), ref outputs, column);
        }

        int rest = TShape.FanOut % TLanes.Count;
        if (rest != 0) TLanes.Store(OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column), ref outputs, column, rest);

        nint a = 0;
        for (; a <= TShape.FanIn - Tiling.StreamedRows; a += Tiling.StreamedRows) Add<TLanes, TShape>(ref inputs, ref parameters, ref outputs, a, Tiling.StreamedRows);
        if (TShape.FanIn % Tiling.StreamedRows != 0) Add<TLanes, TShape>(ref inputs, ref parameters, ref outputs, a, TShape.FanIn % Tiling.StreamedRows);

        if (TPhi.IsScaled) BatchNormalization.Scale<TLanes>(ref outputs, ref scales, TShape.FanOut);
        if (TPhi.IsRowwise) TPhi.Rows<TLanes>(ref outputs, 1, TShape.FanOut);
        else if (!TPhi.IsLinear) Elementwise.Activate<TLanes, TPhi>(ref outputs, ref outputs, TShape.FanOut, slope);
    }

    // Sums are added to, so no column may be visited twice: the last register may be a partial one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TLanes, TShape>(ref float inputs, ref float parameters, ref float outputs, nint first, int rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
    {
        ref float weights = ref Unsafe.Add(ref parameters, first * TShape.FanOut);
        TLanes x0 = TLanes.Broadcast(ref inputs, first);
        TLanes x1 = rows > 1 ? TLanes.Broadcast(ref inputs, first + 1) : TLanes.Zero;
        TLanes x2 = rows > 2 ? TLanes.Broadcast(ref inputs, first + 2) : TLanes.Zero;
        TLanes x3 = rows > 3 ? TLanes.Broadcast(ref inputs, first + 3) : TLanes.Zero;
        TLanes x4 = rows > 4 ? TLanes.Broadcast(ref inputs, first + 4) : TLanes.Zero;
        TLanes x5 = rows > 5 ? TLanes.Broadcast(ref inputs, first + 5) : TLanes.Zero;
        TLanes x6 = rows > 6 ? TLanes.Broadcast(ref inputs, first + 6) : TLanes.Zero;
        TLanes x7 = rows > 7 ? TLanes.Broadcast(ref inputs, first + 7) : TLanes.Zero;
        nint column = 0;
        for (; column <= TShape.FanOut - TLanes.Count; column += TLanes.Count)
        {
            TLanes sum = TLanes.Load(ref outputs, column);
            sum = TLanes.MultiplyAdd(x0, ref weights, column, sum);
            if (rows > 1) sum = TLanes.MultiplyAdd(x1, ref weights, column + TShape.FanOut, sum);
            if (rows > 2) sum = TLanes.MultiplyAdd(x2, ref weights, column + (2 * TShape.FanOut), sum);
            if (rows > 3) sum = TLanes.MultiplyAdd(x3, ref weights, column + (3 * TShape.FanOut), sum);
            if (rows > 4) sum = TLanes.MultiplyAdd(x4, ref weights, column + (4 * TShape.FanOut), sum);
            if (rows > 5) sum = TLanes.MultiplyAdd(x5, ref weights, column + (5 * TShape.FanOut), sum);
            if (rows > 6) sum = TLanes.MultiplyAdd(x6, ref weights, column + (6 * TShape.FanOut), sum);
            if (rows > 7) sum = TLanes.MultiplyAdd(x7, ref weights, column + (7 * TShape.FanOut), sum);
            TLanes.Store(sum, ref outputs, column);
        }

        int rest = TShape.FanOut % TLanes.Count;
        if (rest != 0)
        {
            TLanes sum = TLanes.Load(ref outputs, column, rest, 0f);
            sum = TLanes.MultiplyAdd(x0, ref weights, column, sum);
            if (rows > 1) sum = TLanes.MultiplyAdd(x1, ref weights, column + TShape.FanOut, sum);
            if (rows > 2) sum = TLanes.MultiplyAdd(x2, ref weights, column + (2 * TShape.FanOut), sum);
            if (rows > 3) sum = TLanes.MultiplyAdd(x3, ref weights, column + (3 * TShape.FanOut), sum);
            if (rows > 4) sum = TLanes.MultiplyAdd(x4, ref weights, column + (4 * TShape.FanOut), sum);
            if (rows > 5) sum = TLanes.MultiplyAdd(x5, ref weights, column + (5 * TShape.FanOut), sum);
            if (rows > 6) sum = TLanes.MultiplyAdd(x6, ref weights, column + (6 * TShape.FanOut), sum);
            if (rows > 7) sum = TLanes.MultiplyAdd(x7, ref weights, column + (7 * TShape.FanOut), sum);
            TLanes.Store(sum, ref outputs, column, rest);
        }
    }
}
