using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>Where the few inputs of a layer are: in memory, or in the register that the layer before left them in.</summary>
internal interface IInputs
{
    /// <summary>One input in every lane.</summary>
    /// <param name="memory">The inputs, where they are in memory.</param>
    /// <param name="register">The inputs, where they are in a register.</param>
    /// <param name="index">Which one: a constant at the call.</param>
    static abstract TLanes Get<TLanes>(ref float memory, TLanes register, int index)
        where TLanes : struct, ILanes<TLanes>;
}

/// <inheritdoc/>
internal readonly struct InMemory : IInputs
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Get<TLanes>(ref float memory, TLanes register, int index)
        where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(ref memory, index);
}

/// <inheritdoc/>
internal readonly struct InRegister : IInputs
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Get<TLanes>(ref float memory, TLanes register, int index)
        where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(register, index);
}
