using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise.LaneWidths;

/// <summary>An activation of a user's own, z·tanh(z) (Roy et al. 2019), and its specification in double.</summary>
internal readonly struct Lisht : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes> => z * Activations.Tanh(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Derivative<TLanes>(TLanes z, TLanes a)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes t = Activations.Tanh(z);
        return t + (z * (TLanes.Broadcast(1f) - (t * t)));
    }

    public static double Value(double z) => z * Math.Tanh(z);

    public static double Derivative(double z) => Math.Tanh(z) + (z * (1 - (Math.Tanh(z) * Math.Tanh(z))));
}
