using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Dropout;

public class DropoutTests
{
    private static readonly DropoutMasks Masks = new(Seed: 5, Pass: 7, Shard: 0);

    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void AMaskIsTheSameOnEveryWidth(int lanes) => EveryWidth.Run(lanes, new SameMask());

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.95f)]
    public void AsManyAreDroppedAsTheProbabilitySays(float probability)
    {
        const int count = 100_000;
        float[] factors = Factors<Lanes1>(Masks, layer: 1, probability, count);
        double dropped = factors.Count(static factor => factor == 0);
        double deviation = Math.Sqrt(count * probability * (1 - probability));
        Assert.InRange(dropped, (count * probability) - (5 * deviation), (count * probability) + (5 * deviation));
        Assert.Equal(1f / (1f - probability), Assert.Single(factors.Where(static factor => factor != 0).Distinct()));
    }

    [Fact]
    public void MasksThatDifferInAnyPartAreIndependent()
    {
        const int count = 100_000;
        float[] first = Factors<Lanes1>(Masks, layer: 1, 0.5f, count);
        float[][] others =
        [
            Factors<Lanes1>(Masks with { Seed = 6 }, layer: 1, 0.5f, count),
            Factors<Lanes1>(Masks with { Pass = 8 }, layer: 1, 0.5f, count),
            Factors<Lanes1>(Masks with { Shard = 1 }, layer: 1, 0.5f, count),
            Factors<Lanes1>(Masks, layer: 2, 0.5f, count),
        ];
        double deviation = Math.Sqrt(count / 4.0);
        Assert.All(others, other => Assert.InRange(
            first.Zip(other).Count(static pair => pair.First == pair.Second), (count / 2) - (5 * deviation), (count / 2) + (5 * deviation)));
    }

    private static float[] Factors<TLanes>(DropoutMasks masks, uint layer, float probability, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        float[] factors = new float[count + 1];
        Array.Fill(factors, 1);
        Runtime.Dropout.Apply<TLanes>(ref factors[0], ref factors[0], masks, layer, probability, count);
        Assert.Equal(1, factors[count]); // nothing behind the last one was written
        return factors[..count];
    }

    private sealed class SameMask : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            foreach (int count in (int[])[0, 1, 3, 15, 16, 17, 63, 64, 65, 200])
            {
                Assert.Equal(Factors<Lanes1>(Masks, layer: 0, 0.4f, count), Factors<TLanes>(Masks, layer: 0, 0.4f, count));
            }
        }
    }
}
