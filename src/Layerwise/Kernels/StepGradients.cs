using System.Runtime.CompilerServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <summary>
/// dU = Hᵀ·dZ over all steps of all sequences. They are more than a cache holds, and each tile of dU reads them from the first to the last: so a block of them meets all tiles before
/// the next one is read.
/// </summary>
internal static class StepGradients
{
    /// <summary>Computes the gradients of U, and of the biases behind it.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">U as the weights of a dense layer.</typeparam>
    /// <param name="remembered">H [rows, fanIn].</param>
    /// <param name="deltas">dZ [rows, fanOut]; up to a register's width behind them is read and ignored.</param>
    /// <param name="gradients">Receives dU [fanIn, fanOut], and behind it the biases' [fanOut].</param>
    /// <param name="room">Room for dU of one block, or for columns of deltas that are copied together.</param>
    /// <param name="rows">Steps of all sequences.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Compute<TLanes, TShape>(ref float remembered, ref float deltas, ref float gradients, ref float room, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
    {
        if (Recurrence.IsNarrow<TLanes>(TShape.FanOut)) ComputeOn<Lanes8, TShape>(ref remembered, ref deltas, ref gradients, ref room, rows);
        else ComputeOn<TLanes, TShape>(ref remembered, ref deltas, ref gradients, ref room, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ComputeOn<TLanes, TShape>(ref float remembered, ref float deltas, ref float gradients, ref float room, nint rows)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
    {
        nint block = RecurrentTiling.GradientRows(TShape.FanIn, TShape.FanOut);
        if (rows <= block || Tiling.PacksPanels(TShape.FanIn, TShape.FanOut))
        {
            Dense.ParameterGradients<TLanes, TShape>(ref remembered, ref deltas, ref gradients, ref room, rows);
            return;
        }

        Dense.WeightGradients<TLanes, TShape>(ref remembered, ref deltas, ref gradients, ref room, block);
        for (nint row = block; row < rows; row += block)
        {
            ref float h = ref Unsafe.Add(ref remembered, row * TShape.FanIn);
            ref float dz = ref Unsafe.Add(ref deltas, row * TShape.FanOut);
            Dense.WeightGradients<TLanes, TShape>(ref h, ref dz, ref room, ref room, nint.Min(block, rows - row));
            Elementwise.Add<TLanes>(ref room, ref gradients, TShape.FanIn * TShape.FanOut);
        }

        if (TShape.HasBias) Columns.Sum<TLanes>(ref deltas, rows, TShape.FanOut, ref Unsafe.Add(ref gradients, TShape.FanIn * TShape.FanOut));
    }
}
