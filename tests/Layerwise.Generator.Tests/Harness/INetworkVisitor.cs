namespace Layerwise.Generator.Tests.Harness;

/// <summary>Something to do with a network whose type is known at run time only.</summary>
/// <typeparam name="TResult">What comes of it.</typeparam>
internal interface INetworkVisitor<TResult>
{
    TResult Visit<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>;
}
