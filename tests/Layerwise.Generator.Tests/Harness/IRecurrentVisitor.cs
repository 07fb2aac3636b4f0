namespace Layerwise.Generator.Tests.Harness;

/// <summary>What a test does with a network with recurrent layers whose type exists only at run time.</summary>
/// <typeparam name="TResult">What it finds.</typeparam>
internal interface IRecurrentVisitor<out TResult>
{
    TResult Visit<TNetwork>(TNetwork network)
        where TNetwork : class, IRecurrentNetwork<TNetwork>;
}
