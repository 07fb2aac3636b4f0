using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>Room for the sums of four gates of three registers of units.</summary>
/// <typeparam name="TLanes">The registers.</typeparam>
[InlineArray(12)]
internal struct GateSums<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private TLanes _first;
}
