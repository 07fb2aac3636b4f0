using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>What becomes of the sums of one sample: biases are added and cheap activations applied in registers, others in a pass of their own behind.</summary>
/// <typeparam name="TLanes">The registers.</typeparam>
/// <typeparam name="TShape">The layer's sizes.</typeparam>
/// <typeparam name="TPhi">The activation.</typeparam>
internal static class OutputRow<TLanes, TShape, TPhi>
    where TLanes : struct, ILanes<TLanes>
    where TShape : struct, IDenseShape
    where TPhi : struct, IPhi
{
    /// <summary>Stores the sums of some columns, as far as the layer has them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(TLanes sum, ref float parameters, ref float outputs, int column, float slope)
    {
        if (column >= TShape.FanOut) return;
        TLanes z = sum + OutputProduct<TShape, TPhi>.Initial<TLanes>(ref parameters, column);
        TLanes.Store(TPhi.IsCheap && !TPhi.IsRowwise ? TPhi.Value(z, slope) : z, ref outputs, column, TShape.FanOut - column);
    }

    /// <summary>Activates what was stored, where that is yet to do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Complete(ref float outputs, float slope)
    {
        if (TPhi.IsRowwise) TPhi.Rows<TLanes>(ref outputs, 1, TShape.FanOut);
        else if (!TPhi.IsCheap) Elementwise.Activate<TLanes, TPhi>(ref outputs, ref outputs, TShape.FanOut, slope);
    }
}
