namespace Layerwise.Tests.Training.Ranks;

[Trait("Category", "Slow")]
public class RankSumTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Vectors_are_added_up_in_pairs_whatever_their_length_and_however_many_there_are(int size)
    {
        Random random = new(size);
        foreach (int length in Sweep.Draw([1, 2, 15, 16, 17, 33, 64, 1000, 4099], usual: 2, new Random(Sweep.Seed + size)))
        {
            for (int count = 1; count <= size; count++)
            {
                float[][] vectors = [.. Enumerable.Range(0, size).Select(_ => Enumerable.Range(0, length).Select(_ => (float)random.NextDouble() - 0.5f).ToArray())];
                float[] expected = Sum(vectors, 0, size, count)!;
                for (int rank = count; rank < size; rank++) vectors[rank].AsSpan().Fill(float.NaN);

                (float[]? Sum, Exception? Exception)[] outcomes = InProcessRanks.Run(size, communicator =>
                {
                    new RankSum(communicator, length).Run(vectors[communicator.Rank], count);
                    return vectors[communicator.Rank];
                });

                Assert.All(outcomes, outcome => Assert.Equal(expected, outcome.Sum));
            }
        }
    }

    private static float[]? Sum(float[][] vectors, int first, int size, int count)
    {
        if (first >= count) return null;
        if (size == 1) return vectors[first].ToArray();
        float[] left = Sum(vectors, first, size / 2, count)!;
        float[]? right = Sum(vectors, first + (size / 2), size / 2, count);
        return right is null ? left : [.. left.Zip(right, static (a, b) => a + b)];
    }
}
