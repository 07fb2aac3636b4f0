using Layerwise.Reference;

namespace Layerwise.Conformance;

/// <summary>
/// Compares a generated network with the <see cref="ReferenceNetwork"/> that its attributes declare: every public computation,
/// at several batch sizes, each error within its derived bound, each output span between intact guard bands.
/// </summary>
public static class NetworkCheck
{
    /// <summary>Runs all comparisons.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">Its parameters are overwritten.</param>
    /// <param name="seed">Of the parameters and samples.</param>
    public static ConformanceReport Run<TNetwork>(TNetwork network, int seed)
        where TNetwork : class, INetwork<TNetwork> => new NetworkConformance<TNetwork>(network, seed).Run();
}
