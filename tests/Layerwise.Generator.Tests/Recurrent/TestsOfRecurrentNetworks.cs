namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>Tests of the same networks: what a network is compiled and just-in-time compiled for is done once.</summary>
[CollectionDefinition(nameof(RecurrentNetworks))]
public sealed class TestsOfRecurrentNetworks : ICollectionFixture<RecurrentNetworks>;
