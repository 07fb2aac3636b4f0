using System.Runtime.CompilerServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <summary>
/// x·W + b of one sample and one register of outputs, from up to 8 inputs: no loop, so that inputs may be lanes of a register, and up to 4 partial sums, which
/// are as soon ready as 8 and take fewer instructions.
/// </summary>
internal static class FewInputs
{
    /// <summary>The largest number of inputs.</summary>
    public const int Most = Tiling.NarrowWidth;

    /// <summary>The pre-activations.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TShape">The layer's sizes.</typeparam>
    /// <typeparam name="TInputs">Where the inputs are.</typeparam>
    /// <param name="memory">The inputs, where they are in memory.</param>
    /// <param name="register">The inputs, where they are in a register.</param>
    /// <param name="parameters">Weights and biases.</param>
    /// <param name="column">The first output.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sum<TLanes, TShape, TInputs>(ref float memory, TLanes register, ref float parameters, nint column)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TInputs : struct, IInputs
    {
        ref float weights = ref Unsafe.Add(ref parameters, column);
        TLanes s0 = First<TLanes, TShape>(TInputs.Get(ref memory, register, 0), ref parameters, column);
        if (TShape.FanIn > 4) s0 = TLanes.MultiplyAdd(TInputs.Get(ref memory, register, 4), ref weights, 4 * TShape.FanOut, s0);
        if (TShape.FanIn == 1) return s0;
        TLanes s1 = TInputs.Get(ref memory, register, 1) * TLanes.Load(ref weights, TShape.FanOut);
        if (TShape.FanIn > 5) s1 = TLanes.MultiplyAdd(TInputs.Get(ref memory, register, 5), ref weights, 5 * TShape.FanOut, s1);
        if (TShape.FanIn == 2) return s0 + s1;
        TLanes s2 = TInputs.Get(ref memory, register, 2) * TLanes.Load(ref weights, 2 * TShape.FanOut);
        if (TShape.FanIn > 6) s2 = TLanes.MultiplyAdd(TInputs.Get(ref memory, register, 6), ref weights, 6 * TShape.FanOut, s2);
        if (TShape.FanIn == 3) return (s0 + s1) + s2;
        TLanes s3 = TInputs.Get(ref memory, register, 3) * TLanes.Load(ref weights, 3 * TShape.FanOut);
        if (TShape.FanIn > 7) s3 = TLanes.MultiplyAdd(TInputs.Get(ref memory, register, 7), ref weights, 7 * TShape.FanOut, s3);
        return (s0 + s1) + (s2 + s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes First<TLanes, TShape>(TLanes x, ref float parameters, nint column)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
    {
        if (TShape.HasBias) return TLanes.MultiplyAdd(x, ref parameters, column, TLanes.Load(ref parameters, (TShape.FanIn * TShape.FanOut) + column));
        return x * TLanes.Load(ref parameters, column);
    }
}
