using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>Calls an <see cref="IActivation"/> by its type, also where it implements the interface explicitly.</summary>
public static class CustomActivation
{
    /// <summary>a = φ(z).</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Value<TActivation, TLanes>(TLanes z)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TLanes> => TActivation.Value(z);

    /// <summary>dLoss/dz: gradient·φ′(z).</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="z">Pre-activations.</param>
    /// <param name="a">Activations a = φ(z).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gradient<TActivation, TLanes>(TLanes gradient, TLanes z, TLanes a)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TLanes> => gradient * TActivation.Derivative(z, a);
}
