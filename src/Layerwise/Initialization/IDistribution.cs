namespace Layerwise.Runtime;

/// <summary>Turns random words into random floats.</summary>
/// <remarks>
/// By correctly rounded operations only: no fused ones, no library functions. So the floats have the same bits on every
/// processor and lane width.
/// </remarks>
internal interface IDistribution
{
    /// <summary>Two groups of independent floats from two groups of independent words.</summary>
    /// <typeparam name="TWords">The words.</typeparam>
    /// <typeparam name="TLanes">The floats.</typeparam>
    /// <param name="a">Words uniform over all values.</param>
    /// <param name="b">Others.</param>
    static abstract (TLanes First, TLanes Second) Draw<TWords, TLanes>(TWords a, TWords b)
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes>;
}
