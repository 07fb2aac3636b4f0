using System.Runtime.CompilerServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <content>
/// Backward. "Deltas" are the derivatives of the loss with respect to the pre-activations: those of a layer give its parameter gradients, and, through its weights and the
/// activation before, the deltas of the layer before.
/// </content>
public static partial class Dense
{
    /// <summary>dW = Xᵀ·dZ, and db = the sum of dZ over the samples.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <param name="inputs">X [rows, fanIn].</param>
    /// <param name="deltas">dZ [rows, fanOut]; up to a register's width behind them is read and ignored.</param>
    /// <param name="gradients">Receives dW [fanIn, fanOut] and db [fanOut].</param>
    /// <param name="panel">Room for columns of deltas that are copied together, as long as the widest registers twice for each sample.</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ParameterGradients<TLanes, TShape>(ref float inputs, ref float deltas, ref float gradients, ref float panel, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
    {
        bool isNarrow = TShape.FanOut > 1 ? IsNarrow<TLanes>(TShape.FanOut) : TLanes.Count > Lanes8.Count && TShape.FanIn < TLanes.Count;
        if (isNarrow) ParameterGradientTiles<Lanes8, TShape>(ref inputs, ref deltas, ref gradients, ref panel, rows);
        else ParameterGradientTiles<TLanes, TShape>(ref inputs, ref deltas, ref gradients, ref panel, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ParameterGradientTiles<TLanes, TShape>(ref float inputs, ref float deltas, ref float gradients, ref float panel, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
    {
        WeightGradients<TLanes, TShape>(ref inputs, ref deltas, ref gradients, ref panel, rows);
        if (TShape.HasBias) Columns.Sum<TLanes>(ref deltas, rows, TShape.FanOut, ref Unsafe.Add(ref gradients, TShape.FanIn * TShape.FanOut));
    }

    // dW alone.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WeightGradients<TLanes, TShape>(ref float inputs, ref float deltas, ref float gradients, ref float panel, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
    {
        if (rows == 1 && TShape.FanOut > 1) WeightGradientsSample<TLanes, TShape>(ref inputs, ref deltas, ref gradients);
        else if (TShape.FanOut == 1 && TShape.FanIn >= TLanes.Count) SingleOutput<TLanes, TShape>.WeightGradients(ref inputs, ref deltas, ref gradients, rows);
        else if (Tiling.Vectors(TShape.FanOut) == 1) WeightGradientsTwelve<TLanes, TShape>(ref inputs, ref deltas, ref gradients, rows);
        else WeightGradientsSix<TLanes, TShape>(ref inputs, ref deltas, ref gradients, ref panel, rows);
    }

    /// <summary>dX = dZ·Wᵀ.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <param name="parameters">Weights [fanIn, fanOut].</param>
    /// <param name="panel">Room for columns of transposed weights.</param>
    /// <param name="deltas">dZ [rows, fanOut].</param>
    /// <param name="results">Receives [rows, fanIn].</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputGradients<TLanes, TShape>(ref float parameters, ref float panel, ref float deltas, ref float results, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape =>
        InputGradients<TLanes, TShape, Phi.Identity>(ref parameters, ref panel, ref deltas, ref results, ref results, rows);

    /// <summary>dX = dZ·Wᵀ, and from it the deltas of the layer before, through φ′ of its activation.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <typeparam name="TPhi">The activation before, which tells φ′ from a; or <see cref="Phi.Identity"/>, and dX is the result.</typeparam>
    /// <param name="parameters">Weights [fanIn, fanOut].</param>
    /// <param name="panel">Room for columns of transposed weights.</param>
    /// <param name="deltas">dZ [rows, fanOut].</param>
    /// <param name="inputs">X [rows, fanIn], what φ gave; anything for <see cref="Phi.Identity"/>.</param>
    /// <param name="results">Receives [rows, fanIn].</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="slope">The slope of the activation before, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputGradients<TLanes, TShape, TPhi>(
        ref float parameters, ref float panel, ref float deltas, ref float inputs, ref float results, nint rows, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        if (IsNarrow<TLanes>(TShape.FanIn)) InputGradientRows<Lanes8, TShape, TPhi>(ref parameters, ref panel, ref deltas, ref inputs, ref results, rows, slope);
        else InputGradientRows<TLanes, TShape, TPhi>(ref parameters, ref panel, ref deltas, ref inputs, ref results, rows, slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientRows<TLanes, TShape, TPhi>(
        ref float parameters, ref float panel, ref float deltas, ref float inputs, ref float results, nint rows, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        int tile = Tiling.Rows(TShape.FanIn);
        if (rows < tile || !Tiling.TransposesPanels(TShape.FanIn, TShape.FanOut))
        {
            for (nint row = 0; row < rows; row++)
            {
                ref float dz = ref Unsafe.Add(ref deltas, row * TShape.FanOut);
                ref float x = ref Unsafe.Add(ref inputs, row * TShape.FanIn);
                ref float dx = ref Unsafe.Add(ref results, row * TShape.FanIn);
                if (TShape.FanOut == 1) InputGradientsOfOneDelta<TLanes, TShape, TPhi>(ref parameters, ref dz, ref x, ref dx, slope);
                else InputGradientsSample<TLanes, TShape, TPhi>(ref parameters, ref dz, ref x, ref dx, slope);
            }

            return;
        }

        int width = Tiling.Vectors(TShape.FanIn) * TLanes.Count;
        for (nint nextColumn = 0; nextColumn < TShape.FanIn; nextColumn += width)
        {
            nint column = Panel.Start(nextColumn, TShape.FanIn, width);
            Columns.Transpose(ref Unsafe.Add(ref parameters, column * TShape.FanOut), int.Min(width, TShape.FanIn), TShape.FanOut, ref panel, width);
            for (nint next = 0; next < rows; next += tile)
            {
                nint row = nint.Min(next, rows - tile);
                ref float dz = ref Unsafe.Add(ref deltas, row * TShape.FanOut);
                ref float x = ref Unsafe.Add(ref inputs, row * TShape.FanIn);
                ref float dx = ref Unsafe.Add(ref results, row * TShape.FanIn);
                InputGradientsTile<TLanes, TShape, InputGradientProduct<TShape, TPhi>>(ref panel, ref dz, ref x, ref dx, column, slope);
            }
        }

        if (TPhi.IsRowwise) TPhi.RowGradients<TLanes>(ref results, ref inputs, rows, TShape.FanIn);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightGradientsTwelve<TLanes, TShape>(ref float inputs, ref float deltas, ref float gradients, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
    {
        int tile = Math.Min(Tiling.Rows(TShape.FanOut), TShape.FanIn);
        for (nint nextColumn = 0; nextColumn < TShape.FanOut; nextColumn += TLanes.Count)
        {
            nint column = Panel.Start(nextColumn, TShape.FanOut, TLanes.Count);
            for (nint next = 0; next < TShape.FanIn; next += tile)
            {
                nint input = Panel.Start(next, TShape.FanIn, tile);
                Tile<TLanes, WeightGradientProduct<TShape>>.Twelve(
                    ref Unsafe.Add(ref inputs, input), ref deltas, column, ref deltas, ref deltas, ref Unsafe.Add(ref gradients, input * TShape.FanOut), column, rows, 0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightGradientsSix<TLanes, TShape>(ref float inputs, ref float deltas, ref float gradients, ref float panel, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
    {
        int tile = Math.Min(Tiling.Rows(TShape.FanOut), TShape.FanIn);
        bool packs = Tiling.PacksPanels(TShape.FanIn, TShape.FanOut);
        for (nint nextColumn = 0; nextColumn < TShape.FanOut; nextColumn += 2 * TLanes.Count)
        {
            nint column = Panel.Start(nextColumn, TShape.FanOut, 2 * TLanes.Count);
            if (packs) Columns.Pack<TLanes>(ref deltas, rows, TShape.FanOut, column, column + (2 * TLanes.Count), 2 * TLanes.Count, ref panel);
            ref float b = ref packs ? ref panel : ref Unsafe.Add(ref deltas, column);
            for (nint next = 0; next < TShape.FanIn; next += tile)
            {
                nint input = Panel.Start(next, TShape.FanIn, tile);
                Tile<TLanes, WeightGradientProduct<TShape>>.Six(
                    ref Unsafe.Add(ref inputs, input), ref b, 0, ref deltas, ref deltas, ref Unsafe.Add(ref gradients, input * TShape.FanOut), column, rows, 0);
            }
        }
    }

    // Row by row, as memory takes them: in tiles, each row of gradients would be met once for every 32 columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void WeightGradientsSample<TLanes, TShape>(ref float inputs, ref float deltas, ref float gradients)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
    {
        for (nint input = 0; input < TShape.FanIn; input++)
        {
            TLanes x = TLanes.Broadcast(ref inputs, input);
            ref float row = ref Unsafe.Add(ref gradients, input * TShape.FanOut);
            for (nint column = 0; column <= TShape.FanOut - TLanes.Count; column += TLanes.Count)
            {
                TLanes.Store(TLanes.MultiplyAdd(x, ref deltas, column, TLanes.Zero), ref row, column);
            }

            // The last register moves back to end with the row. A row that is narrower than a register ends in the next one, which is stored behind.
            if (TShape.FanOut % TLanes.Count == 0) continue;
            nint last = Math.Max(0, TShape.FanOut - TLanes.Count);
            TLanes product = TLanes.MultiplyAdd(x, ref deltas, last, TLanes.Zero);
            if (TShape.FanOut >= TLanes.Count || (input * TShape.FanOut) + TLanes.Count <= TShape.FanIn * TShape.FanOut) TLanes.Store(product, ref row, last);
            else TLanes.Store(product, ref row, 0, TShape.FanOut);
        }
    }

    // Dot products of the deltas with the rows of the weights as they lie in memory, each summed up across the register. Transposing the weights first would
    // pay only for several samples.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientsSample<TLanes, TShape, TPhi>(ref float parameters, ref float deltas, ref float inputs, ref float results, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        int group = TShape.FanIn < Tiling.DotProductRows ? TShape.FanIn : Tiling.DotProductRows;
        for (nint next = 0; next < TShape.FanIn; next += group)
        {
            nint input = Panel.Start(next, TShape.FanIn, group);
            ref float weights = ref Unsafe.Add(ref parameters, input * TShape.FanOut);
            TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
            nint column = 0;
            for (; column <= TShape.FanOut - TLanes.Count; column += TLanes.Count)
            {
                TLanes delta = TLanes.Load(ref deltas, column);
                s0 = TLanes.MultiplyAdd(delta, ref weights, column, s0);
                if (TShape.FanIn > 1) s1 = TLanes.MultiplyAdd(delta, ref weights, column + TShape.FanOut, s1);
                if (TShape.FanIn > 2) s2 = TLanes.MultiplyAdd(delta, ref weights, column + (2 * TShape.FanOut), s2);
                if (TShape.FanIn > 3) s3 = TLanes.MultiplyAdd(delta, ref weights, column + (3 * TShape.FanOut), s3);
            }

            // What lies behind a row of weights is the next row, which must not take part, not even times 0: it may be infinite.
            int rest = TShape.FanOut % TLanes.Count;
            if (rest != 0)
            {
                TLanes delta = TLanes.KeepFirst(TLanes.Load(ref deltas, column), rest, 0f);
                s0 = TLanes.MultiplyAdd(delta, TLanes.KeepFirst(TLanes.Load(ref weights, column), rest, 0f), s0);
                if (TShape.FanIn > 1) s1 = TLanes.MultiplyAdd(delta, TLanes.KeepFirst(TLanes.Load(ref weights, column + TShape.FanOut), rest, 0f), s1);
                if (TShape.FanIn > 2) s2 = TLanes.MultiplyAdd(delta, TLanes.KeepFirst(TLanes.Load(ref weights, column + (2 * TShape.FanOut)), rest, 0f), s2);
                if (TShape.FanIn > 3) s3 = TLanes.MultiplyAdd(delta, TLanes.KeepFirst(TLanes.Load(ref weights, column + (3 * TShape.FanOut)), rest, 0f), s3);
            }

            ref float result = ref Unsafe.Add(ref results, input);
            if (TLanes.Count >= Tiling.DotProductRows && TShape.FanIn >= Tiling.DotProductRows)
            {
                TLanes.Store(TLanes.SumEach(s0, s1, s2, s3), ref result, 0, Tiling.DotProductRows);
                continue;
            }

            result = TLanes.Sum(s0);
            if (TShape.FanIn > 1) Unsafe.Add(ref result, 1) = TLanes.Sum(s1);
            if (TShape.FanIn > 2) Unsafe.Add(ref result, 2) = TLanes.Sum(s2);
            if (TShape.FanIn > 3) Unsafe.Add(ref result, 3) = TLanes.Sum(s3);
        }

        if (TPhi.IsRowwise)
        {
            TPhi.RowGradients<TLanes>(ref results, ref inputs, 1, TShape.FanIn);
        }
        else if (!TPhi.IsLinear)
        {
            nint i = 0;
            for (; i <= TShape.FanIn - TLanes.Count; i += TLanes.Count)
            {
                TLanes a = TLanes.Load(ref inputs, i);
                TLanes.Store(TPhi.Gradient(TLanes.Load(ref results, i), a, a, slope), ref results, i);
            }

            int left = TShape.FanIn % TLanes.Count;
            if (left == 0) return;
            TLanes last = TLanes.Load(ref inputs, i, left, 0f);
            TLanes.Store(TPhi.Gradient(TLanes.Load(ref results, i, left, 0f), last, last, slope), ref results, i, left);
        }
    }

    // The delta times the weights.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientsOfOneDelta<TLanes, TShape, TPhi>(ref float parameters, ref float deltas, ref float inputs, ref float results, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        TLanes delta = TLanes.Broadcast(ref deltas, 0);
        for (nint next = 0; next < TShape.FanIn; next += TLanes.Count)
        {
            nint column = Panel.Start(next, TShape.FanIn, TLanes.Count);
            TLanes product = TLanes.MultiplyAdd(delta, ref parameters, column, TLanes.Zero);
            TLanes.Store(InputGradientProduct<TShape, TPhi>.Finish(product, ref inputs, column, column, slope), ref results, column, TShape.FanIn);
        }

        if (TPhi.IsRowwise) TPhi.RowGradients<TLanes>(ref results, ref inputs, 1, TShape.FanIn);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputGradientsTile<TLanes, TShape, TProduct>(
        ref float panel, ref float deltas, ref float inputs, ref float results, nint column, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TProduct : struct, IProduct
    {
        if (Tiling.Vectors(TShape.FanIn) == 1) InputGradientsTwelve<TLanes, TProduct>(ref panel, ref deltas, ref inputs, ref results, column, slope);
        else InputGradientsSix<TLanes, TProduct>(ref panel, ref deltas, ref inputs, ref results, column, slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void InputGradientsTwelve<TLanes, TProduct>(
        ref float panel, ref float deltas, ref float inputs, ref float results, nint column, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TProduct : struct, IProduct =>
        Tile<TLanes, TProduct>.Twelve(ref deltas, ref panel, 0, ref panel, ref inputs, ref results, column, 0, slope);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void InputGradientsSix<TLanes, TProduct>(
        ref float panel, ref float deltas, ref float inputs, ref float results, nint column, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TProduct : struct, IProduct =>
        Tile<TLanes, TProduct>.Six(ref deltas, ref panel, 0, ref panel, ref inputs, ref results, column, 0, slope);
}
