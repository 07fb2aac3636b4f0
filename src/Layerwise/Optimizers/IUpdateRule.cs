using Layerwise.Runtime;

namespace Layerwise;

/// <summary>The arithmetic of an optimizer for one group of parameters; <see cref="UpdateLoop"/> applies it to all of them.</summary>
internal interface IUpdateRule
{
    /// <summary>How many floats of state each parameter has: 0 to 3. Constant, so that the loop's branches on it disappear.</summary>
    static abstract int StateVectors { get; }

    /// <summary>The new parameters. A state that the rule doesn't have is neither read nor written.</summary>
    TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes firstState, ref TLanes secondState, ref TLanes thirdState)
        where TLanes : struct, ILanes<TLanes>;
}
