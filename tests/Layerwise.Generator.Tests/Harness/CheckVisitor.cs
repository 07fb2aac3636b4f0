using Layerwise.Conformance;

namespace Layerwise.Generator.Tests.Harness;

/// <summary>Compares a network with the reference.</summary>
/// <param name="seed">Of the parameters and samples.</param>
internal sealed class CheckVisitor(int seed) : INetworkVisitor<ConformanceReport>
{
    public ConformanceReport Visit<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork> => NetworkCheck.Run(network, seed);
}
