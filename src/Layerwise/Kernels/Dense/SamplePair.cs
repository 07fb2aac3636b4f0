using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>One sample through two narrow layers in one go: what passes between them stays in a register.</summary>
/// <remarks>
/// The sums are those of the layers one by one, bit for bit. No more than two layers: the JIT inlines nothing more where a method has 512 local variables, of which
/// every operation on lanes is some. What would call these methods must not inline them, for the same reason.
/// </remarks>
/// <typeparam name="TLanes">The registers, as wide as the outputs of either layer.</typeparam>
internal static class SamplePair<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>y = ψ(φ(x·W + b)·V + c).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward<TShape, TPhi, TNextShape, TNextPhi>(
        ref float inputs, ref float parameters, ref float nextParameters, ref float outputs, float slope, float nextSlope)
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
        where TNextShape : struct, IDenseShape
        where TNextPhi : struct, IPhi
    {
        TLanes hidden = Activated<TShape, TPhi>(FewInputs.Sum<TLanes, TShape, InMemory>(ref inputs, TLanes.Zero, ref parameters, 0), slope);
        TLanes.Store(Activated<TNextShape, TNextPhi>(Next<TNextShape>(hidden, ref nextParameters), nextSlope), ref outputs, 0, TNextShape.FanOut);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Next<TShape>(TLanes inputs, ref float parameters)
        where TShape : struct, IDenseShape
    {
        if (TShape.FanOut == 1) return TLanes.Broadcast(SingleOutput<TLanes, TShape>.PreActivation(inputs, ref parameters));
        return FewInputs.Sum<TLanes, TShape, InRegister>(ref parameters, inputs, ref parameters, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Activated<TShape, TPhi>(TLanes z, float slope)
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
    {
        if (TPhi.IsRowwise) return TPhi.Row(z, TShape.FanOut);
        return TPhi.Value(z, slope);
    }
}

/// <summary>The same where no register is wide enough.</summary>
internal static class SamplePair
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    public static void Forward<TLanes, TShape, TPhi, TNextShape, TNextPhi>(
        ref float inputs, ref float parameters, ref float nextParameters, ref float outputs, float slope, float nextSlope)
        where TLanes : struct, ILanes<TLanes>
        where TShape : struct, IDenseShape
        where TPhi : struct, IPhi
        where TNextShape : struct, IDenseShape
        where TNextPhi : struct, IPhi
    {
        Span<float> hidden = stackalloc float[FewInputs.Most];
        Dense.ForwardSample<TLanes, TShape, TPhi>(ref inputs, ref parameters, ref hidden[0], slope);
        Dense.ForwardSample<TLanes, TNextShape, TNextPhi>(ref hidden[0], ref nextParameters, ref outputs, nextSlope);
    }
}
