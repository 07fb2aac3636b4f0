using Layerwise.Runtime;

namespace Layerwise.Tests.Initialization;

/// <summary>Whether a width draws the numbers that seed 77 and layer 3 gave elsewhere.</summary>
internal sealed class SameBits<TDistribution>(float[] expected) : IWordsTest
    where TDistribution : struct, IDistribution
{
    public void Run<TWords, TLanes>()
        where TWords : struct, IWords<TWords, TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        float[] actual = new float[expected.Length];
        RandomFill.Fill<TDistribution, TWords, TLanes>(actual, 1f, 77, RandomDomain.Weights, 3);
        Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), actual.Select(BitConverter.SingleToInt32Bits));
    }
}
