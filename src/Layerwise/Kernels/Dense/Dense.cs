using System.Runtime.CompilerServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <summary>
/// The kernels of dense layers, forward: y = φ(x·W + b). The JIT compiles each of them for a register width, a shape and an activation, so that sizes are
/// constants, sums stay in registers, and bias and activation are applied before anything is stored. Layers of one shape share them.
/// </summary>
/// <remarks>References are not checked: the public methods of a network check lengths once, at the door.</remarks>
public static partial class Dense
{
    /// <summary>One sample.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <typeparam name="TPhi">The activation.</typeparam>
    /// <param name="inputs">x [fanIn].</param>
    /// <param name="parameters">Weights [fanIn, fanOut], and behind them biases [fanOut]; up to a register's width behind them is read and ignored.</param>
    /// <param name="outputs">Receives y [fanOut].</param>
    /// <param name="slope">The slope of the activation, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForwardSample<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float outputs, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi =>
        ForwardSample<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref parameters, ref outputs, slope);

    /// <summary>One sample, scaled.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <typeparam name="TPhi">The activation, a <see cref="Phi.Normalized{TPhi}"/>.</typeparam>
    /// <param name="inputs">x [fanIn].</param>
    /// <param name="parameters">Weights and biases.</param>
    /// <param name="scales">What <see cref="BatchNormalization.Fold"/> gave.</param>
    /// <param name="outputs">Receives y [fanOut].</param>
    /// <param name="slope">The slope of the activation, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForwardSample<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        if (IsNarrow<TLanes>(TShape.FanOut == 1 ? TShape.FanIn : TShape.FanOut)) ForwardSampleOn<Lanes8, TShape, TPhi>(ref inputs, ref parameters, ref scales, ref outputs, slope);
        else ForwardSampleOn<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref scales, ref outputs, slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardSampleOn<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        if (TShape.FanOut == 1) SingleOutput<TLanes, TShape>.Forward<TPhi>(ref inputs, ref parameters, ref scales, ref outputs, slope);
        else if (Tiling.StreamsRows(TShape.FanIn, TShape.FanOut)) RowStream.Forward<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref scales, ref outputs, slope);
        else if (TShape.SampleVectors > 4) Sample<TLanes, TShape, TPhi>.EightVectors(ref inputs, ref parameters, ref scales, ref outputs, slope);
        else if (TShape.SampleVectors > 2) Sample<TLanes, TShape, TPhi>.FourVectors(ref inputs, ref parameters, ref scales, ref outputs, slope);
        else if (TShape.SampleVectors > 1) Sample<TLanes, TShape, TPhi>.TwoVectors(ref inputs, ref parameters, ref scales, ref outputs, slope);
        else if (TShape.FanIn > FewInputs.Most) Sample<TLanes, TShape, TPhi>.OneVector(ref inputs, ref parameters, ref scales, ref outputs, slope);
        else Sample<TLanes, TShape, TPhi>.OneVectorOfFewInputs(ref inputs, ref parameters, ref scales, ref outputs, slope);
    }

    /// <summary>Samples one after the other, each with the bits of <see cref="ForwardSample{TLanes, TShape, TPhi}(ref float, ref float, ref float, float)"/>, however many there are.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <typeparam name="TPhi">The activation.</typeparam>
    /// <param name="inputs">X [rows, fanIn].</param>
    /// <param name="parameters">Weights [fanIn, fanOut], and behind them biases [fanOut]; up to a register's width behind them is read and ignored.</param>
    /// <param name="outputs">Receives Y [rows, fanOut].</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="slope">The slope of the activation, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForwardEach<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float outputs, int rows, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        for (nint row = 0; row < rows; row++)
        {
            ForwardSample<TLanes, TShape, TPhi>(ref Unsafe.Add(ref inputs, row * TShape.FanIn), ref parameters, ref Unsafe.Add(ref outputs, row * TShape.FanOut), slope);
        }
    }

    /// <summary>One sample through two narrow layers, of at most 8 inputs and 8 outputs each and more than one between them, which stay in a register.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The sizes of the first layer.</typeparam>
    /// <typeparam name="TPhi">Its activation.</typeparam>
    /// <typeparam name="TNextShape">The sizes of the second layer.</typeparam>
    /// <typeparam name="TNextPhi">Its activation.</typeparam>
    /// <param name="inputs">x [fanIn].</param>
    /// <param name="parameters">Weights and biases of the first layer; up to a register's width behind them is read and ignored.</param>
    /// <param name="nextParameters">Those of the second layer.</param>
    /// <param name="outputs">Receives y [fanOut of the second layer].</param>
    /// <param name="slope">The slope of the first activation, where it has one.</param>
    /// <param name="nextSlope">The slope of the second.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForwardSample<TLanes, TShape, TPhi, TNextShape, TNextPhi>(
        ref float inputs, ref float parameters, ref float nextParameters, ref float outputs, float slope = 0, float nextSlope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
        where TNextShape : struct, IDenseShape
        where TNextPhi : struct, IPhi
    {
        if (TLanes.Count >= Lanes8.Count)
        {
            SamplePair<Lanes8>.Forward<TShape, TPhi, TNextShape, TNextPhi>(ref inputs, ref parameters, ref nextParameters, ref outputs, slope, nextSlope);
        }
        else if (TLanes.Count >= TShape.FanOut && TLanes.Count >= TNextShape.FanOut)
        {
            SamplePair<TLanes>.Forward<TShape, TPhi, TNextShape, TNextPhi>(ref inputs, ref parameters, ref nextParameters, ref outputs, slope, nextSlope);
        }
        else
        {
            SamplePair.Forward<TLanes, TShape, TPhi, TNextShape, TNextPhi>(ref inputs, ref parameters, ref nextParameters, ref outputs, slope, nextSlope);
        }
    }

    /// <summary>Any number of samples.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <typeparam name="TPhi">The activation.</typeparam>
    /// <param name="inputs">X [rows, fanIn].</param>
    /// <param name="parameters">Weights [fanIn, fanOut], and behind them biases [fanOut]; up to a register's width behind them is read and ignored.</param>
    /// <param name="outputs">Receives Y [rows, fanOut].</param>
    /// <param name="panel">Room for the columns of weights that are copied together, in a layer whose weights no cache holds; otherwise anything.</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="slope">The slope of the activation, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float outputs, ref float panel, nint rows, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi =>
        Forward<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref parameters, ref outputs, ref panel, rows, slope);

    /// <summary>Any number of samples of a layer that copies no weights together.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <typeparam name="TPhi">The activation.</typeparam>
    /// <param name="inputs">X [rows, fanIn].</param>
    /// <param name="parameters">Weights [fanIn, fanOut], and behind them biases [fanOut]; up to a register's width behind them is read and ignored.</param>
    /// <param name="outputs">Receives Y [rows, fanOut].</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="slope">The slope of the activation, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float outputs, nint rows, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi =>
        Forward<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref parameters, ref outputs, ref parameters, rows, slope);

    /// <summary>Any number of samples, scaled.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <typeparam name="TPhi">The activation, a <see cref="Phi.Normalized{TPhi}"/>.</typeparam>
    /// <param name="inputs">X [rows, fanIn].</param>
    /// <param name="parameters">Weights and biases.</param>
    /// <param name="scales">What <see cref="BatchNormalization.Fold"/> gave.</param>
    /// <param name="outputs">Receives Y [rows, fanOut].</param>
    /// <param name="panel">Room for the columns of weights that are copied together, in a layer whose weights no cache holds; otherwise anything.</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="slope">The slope of the activation, where it has one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TLanes, TShape, TPhi>(
        ref float inputs, ref float parameters, ref float scales, ref float outputs, ref float panel, nint rows, float slope = 0)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        if (rows < Tiling.Rows(TShape.FanOut))
        {
            ForwardRows<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref scales, ref outputs, rows, slope);
            return;
        }

        if (TShape.FanOut == 1 && TShape.FanIn >= 4 && !TPhi.IsRowwise && !TPhi.IsScaled)
        {
            if (rows < TLanes.Count) SingleOutput<Lanes8, TShape>.ForwardColumns<TPhi>(ref inputs, ref parameters, ref outputs, rows, slope);
            else SingleOutput<TLanes, TShape>.ForwardColumns<TPhi>(ref inputs, ref parameters, ref outputs, rows, slope);
        }
        else if (IsNarrow<TLanes>(TShape.FanOut)) ForwardTiles<Lanes8, TShape, TPhi>(ref inputs, ref parameters, ref scales, ref outputs, ref panel, rows, slope);
        else ForwardTiles<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref scales, ref outputs, ref panel, rows, slope);

        // Narrow rows are numbers one behind the other to what activates each for itself: they fill the widest registers.
        if (TPhi.IsRowwise && (TShape.FanOut > TLanes.Count || TPhi.TakesColumns<TLanes>(TShape.FanOut))) TPhi.Rows<TLanes>(ref outputs, rows, TShape.FanOut);
        else if (!TPhi.IsRowwise && !TPhi.IsCheap) Elementwise.Activate<TLanes, TPhi>(ref outputs, ref outputs, rows * TShape.FanOut, slope);
    }

    // Not inlined: the JIT would compile kernels for one sample into every batch, which takes as long as the kernels of the batch.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardRows<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float scales, ref float outputs, nint rows, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        for (nint row = 0; row < rows; row++)
        {
            ForwardSample<TLanes, TShape, TPhi>(
                ref Unsafe.Add(ref inputs, row * TShape.FanIn), ref parameters, ref scales, ref Unsafe.Add(ref outputs, row * TShape.FanOut), slope);
        }
    }

    // Half of a wide register would be empty in a narrow layer, and most loads would cross cache lines.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNarrow<TLanes>(int width)
        where TLanes : struct, ILanes<TLanes> => TLanes.Count > Lanes8.Count && width <= Lanes8.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardTiles<TLanes, TShape, TPhi>(
        ref float inputs, ref float parameters, ref float scales, ref float outputs, ref float panel, nint rows, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        int tile = Tiling.Rows(TShape.FanOut);
        if (Tiling.PacksPanels(TShape.FanIn, TShape.FanOut))
        {
            ForwardPacked<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref scales, ref outputs, ref panel, rows, slope);
        }
        else
        {
            // The last tile moves back to end with the rows.
            for (nint next = 0; next < rows; next += tile)
            {
                nint row = nint.Min(next, rows - tile);
                ref float x = ref Unsafe.Add(ref inputs, row * TShape.FanIn);
                ref float y = ref Unsafe.Add(ref outputs, row * TShape.FanOut);
                if (ActivatesRows<TLanes, TShape, TPhi>()) ForwardTwelveRows<TLanes, TShape, TPhi>(ref x, ref parameters, ref scales, ref y, slope);
                else if (Tiling.Vectors(TShape.FanOut) == 1) ForwardTwelve<TLanes, TShape, TPhi>(ref x, ref parameters, ref scales, ref y, slope);
                else ForwardSix<TLanes, TShape, TPhi>(ref x, ref parameters, ref scales, ref y, slope);
            }
        }
    }

    // Whether a row of outputs fits a register, in which an activation that depends on all of them is applied, unless it rather takes many rows together.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool ActivatesRows<TLanes, TShape, TPhi>()
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi => TPhi.IsRowwise && TShape.FanOut <= TLanes.Count && !TPhi.TakesColumns<TLanes>(TShape.FanOut);

    // All samples meet one panel of weights before the next is copied. For weights that fit the cache this order is half as fast again:
    // the inputs of 96 samples, 300 KB in 784-128-10, would be read for each panel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardPacked<TLanes, TShape, TPhi>(
        ref float inputs, ref float parameters, ref float scales, ref float outputs, ref float panel, nint rows, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        int tile = Tiling.Rows(TShape.FanOut);
        int width = 2 * TLanes.Count;
        for (nint nextGroup = 0; nextGroup < TShape.FanOut; nextGroup += Tiling.PanelsTogether * width)
        {
            nint end = nint.Min(nextGroup + (Tiling.PanelsTogether * width), TShape.FanOut);
            Columns.Pack<TLanes>(ref parameters, TShape.FanIn, TShape.FanOut, nextGroup, end, width, ref panel);
            ref float packed = ref panel;
            for (nint nextColumn = nextGroup; nextColumn < end; nextColumn += width)
            {
                nint column = Panel.Start(nextColumn, TShape.FanOut, width);
                for (nint next = 0; next < rows; next += tile)
                {
                    nint row = nint.Min(next, rows - tile);
                    ForwardPackedSix<TLanes, TShape, TPhi>(
                        ref Unsafe.Add(ref inputs, row * TShape.FanIn), ref parameters, ref packed, ref scales, ref Unsafe.Add(ref outputs, row * TShape.FanOut), column, slope);
                }

                packed = ref Unsafe.Add(ref packed, TShape.FanIn * width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardTwelve<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        for (nint next = 0; next < TShape.FanOut; next += TLanes.Count)
        {
            nint column = Panel.Start(next, TShape.FanOut, TLanes.Count);
            Tile<TLanes, OutputProduct<TShape, TPhi>>.Twelve(ref inputs, ref parameters, column, ref parameters, ref scales, ref outputs, column, 0, slope);
        }
    }

    // Sums go over the stack, a register for each row, because each row is activated by the same code.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardTwelveRows<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        Span<float> stack = stackalloc float[(Tiling.BatchAccumulators * Tiling.WidestLanes) + AlignedBuffer.Slack];
        ref float z = ref Scratch.Aligned(stack);
        Tile<TLanes, RegisterProduct<TLanes, TShape, TPhi>>.Twelve(ref inputs, ref parameters, 0, ref parameters, ref scales, ref z, 0, 0, slope);

        // A register behind whose outputs other rows of the tile lie is stored whole: they are stored later.
        int whole = Tiling.BatchAccumulators - ((TLanes.Count - 1) / TShape.FanOut);
        for (nint row = 0; row < Tiling.BatchAccumulators; row++)
        {
            TLanes a = TPhi.Row(TLanes.Load(ref z, row * TLanes.Count), TShape.FanOut);
            if (row < whole) TLanes.Store(a, ref outputs, row * TShape.FanOut);
            else TLanes.Store(a, ref outputs, row * TShape.FanOut, TShape.FanOut);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardSix<TLanes, TShape, TPhi>(ref float inputs, ref float parameters, ref float scales, ref float outputs, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        for (nint next = 0; next < TShape.FanOut; next += 2 * TLanes.Count)
        {
            nint column = Panel.Start(next, TShape.FanOut, 2 * TLanes.Count);
            Tile<TLanes, OutputProduct<TShape, TPhi>>.Six(ref inputs, ref parameters, column, ref parameters, ref scales, ref outputs, column, 0, slope);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardPackedSix<TLanes, TShape, TPhi>(
        ref float inputs, ref float parameters, ref float panel, ref float scales, ref float outputs, nint column, float slope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi =>
        Tile<TLanes, OutputProduct<TShape, TPhi>>.Six(ref inputs, ref panel, 0, ref parameters, ref scales, ref outputs, column, 0, slope);
}
