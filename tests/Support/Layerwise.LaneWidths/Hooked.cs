using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise.LaneWidths;

/// <summary>An activation that runs any code once, in the middle of a pass: the identity.</summary>
internal readonly struct Hooked : IActivation
{
    [ThreadStatic]
    private static Action? _hook;

    /// <summary>Sets what the next value computes first, on this thread.</summary>
    public static void Once(Action hook) => _hook = hook;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TLanes Value<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes>
    {
        Action? hook = _hook;
        _hook = null;
        hook?.Invoke();
        return z;
    }

    /// <inheritdoc/>
    public static TLanes Derivative<TLanes>(TLanes z, TLanes a)
        where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(1f);
}
