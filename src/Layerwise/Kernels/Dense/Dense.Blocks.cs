using System.Runtime.CompilerServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <content>Backward over many more rows than a batch has samples: steps of sequences, positions of pictures.</content>
public static partial class Dense
{
    /// <summary>
    /// dW = Xᵀ·dZ, and db, over more rows than a cache holds. Each tile of dW reads them from the first to the last, so a block of them meets all tiles before the next
    /// one is read.
    /// </summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <param name="inputs">X [rows, fanIn].</param>
    /// <param name="deltas">dZ [rows, fanOut]; up to a register's width behind them is read and ignored.</param>
    /// <param name="gradients">Receives dW [fanIn, fanOut] and db [fanOut].</param>
    /// <param name="panel">Room for dW, or for columns of deltas that are copied together.</param>
    /// <param name="rows">Steps of all sequences, or positions of all samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ParameterGradientsInBlocks<TLanes, TShape>(ref float inputs, ref float deltas, ref float gradients, ref float panel, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
    {
        nint block = Tiling.GradientRows(TShape.FanIn, TShape.FanOut);
        if (rows <= block || Tiling.PacksPanels(TShape.FanIn, TShape.FanOut))
        {
            ParameterGradients<TLanes, TShape>(ref inputs, ref deltas, ref gradients, ref panel, rows);
        }
        else if (IsNarrow<TLanes>(TShape.FanOut))
        {
            ParameterGradientBlocks<Lanes8, TShape>(ref inputs, ref deltas, ref gradients, ref panel, rows, block);
        }
        else
        {
            ParameterGradientBlocks<TLanes, TShape>(ref inputs, ref deltas, ref gradients, ref panel, rows, block);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ParameterGradientBlocks<TLanes, TShape>(ref float inputs, ref float deltas, ref float gradients, ref float panel, nint rows, nint block)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
    {
        WeightGradients<TLanes, TShape>(ref inputs, ref deltas, ref gradients, ref panel, block);
        for (nint row = block; row < rows; row += block)
        {
            ref float x = ref Unsafe.Add(ref inputs, row * TShape.FanIn);
            ref float dz = ref Unsafe.Add(ref deltas, row * TShape.FanOut);
            WeightGradients<TLanes, TShape>(ref x, ref dz, ref panel, ref panel, nint.Min(block, rows - row));
            Elementwise.Add<TLanes>(ref panel, ref gradients, TShape.FanIn * TShape.FanOut);
        }

        if (TShape.HasBias) Columns.Sum<TLanes>(ref deltas, rows, TShape.FanOut, ref Unsafe.Add(ref gradients, TShape.FanIn * TShape.FanOut));
    }
}
