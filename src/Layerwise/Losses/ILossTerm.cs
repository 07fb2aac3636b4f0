namespace Layerwise.Runtime;

/// <summary>What one output a with target y adds to a loss, before averaging, and the derivative of that.</summary>
internal interface ILossTerm
{
    /// <summary>The loss of each pair.</summary>
    TLanes Loss<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>The derivative of each pair's loss.</summary>
    TLanes Gradient<TLanes>(TLanes a, TLanes y)
        where TLanes : struct, ILanes<TLanes>;
}
