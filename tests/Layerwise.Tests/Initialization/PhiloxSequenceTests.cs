using Layerwise.Runtime;
using MathNet.Numerics.Distributions;

namespace Layerwise.Tests.Initialization;

public class PhiloxSequenceTests
{
    [Fact]
    public void SeedDomainAndStreamEachChangeTheNumbers()
    {
        (ulong Seed, uint Domain, uint Stream)[] sequences = [(1, 0, 0), (2, 0, 0), (1UL << 32, 0, 0), (1, 1, 0), (1, 0, 1), (1, 1, 1)];
        HashSet<uint> seen = [];
        foreach ((ulong seed, uint domain, uint stream) in sequences)
        {
            PhiloxSequence sequence = new(seed, domain, stream);
            for (int i = 0; i < 100; i++) seen.Add(sequence.NextUInt32());
        }

        // Of 600 words, two are equal with a probability of 4E-5; two equal sequences would lose 100.
        Assert.Equal(600, seen.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(1000)]
    public void BoundedNumbersAreUniform(int bound)
    {
        const int Draws = 200_000;
        PhiloxSequence sequence = new(42, RandomDomain.Shuffling, 0);
        int[] counts = new int[bound];
        for (int i = 0; i < Draws; i++) counts[sequence.NextInt32(bound)]++;

        double expected = (double)Draws / bound;
        double chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
        if (bound > 1) Assert.InRange(ChiSquared.CDF(bound - 1, chiSquare), 0.001, 0.999);
    }

    [Fact]
    public void ABoundThatDoesNotDivideIsUnbiased()
    {
        // Without rejection the first third of this range would be drawn twice as often as one of the others.
        const int Bound = 3 << 29;
        PhiloxSequence sequence = new(42, RandomDomain.Shuffling, 0);
        int[] counts = new int[3];
        for (int i = 0; i < 90_000; i++) counts[sequence.NextInt32(Bound) % 3]++;
        Assert.All(counts, count => Assert.InRange(count, 29_400, 30_600));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void ABoundBelowOneIsRefused(int bound)
    {
        PhiloxSequence sequence = default;
        Assert.Equal("exclusiveBound", Assert.Throws<ArgumentOutOfRangeException>(() => sequence.NextInt32(bound)).ParamName);
    }
}
