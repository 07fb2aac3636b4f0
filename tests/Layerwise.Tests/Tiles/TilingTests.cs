using Layerwise.Tiles;

namespace Layerwise.Tests.Tiles;

public sealed class TilingTests
{
    private static readonly int[] Sizes = [1, 2, 3, 7, 8, 15, 16, 17, 32, 33, 64, 100, 128, 129, 784, 4096];

    public static TheoryData<int> Widths => new(Sizes);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_tile_keeps_its_sums_in_the_registers(int columns)
    {
        Assert.Equal(Tiling.BatchAccumulators, Tiling.Rows(columns) * Tiling.Vectors(columns));
        Assert.InRange(Tiling.SampleVectors(columns), 1, Tiling.SampleAccumulators);
    }

    // A tile that moves back to end with the row must not start before it.
    [Theory]
    [MemberData(nameof(Widths))]
    public void No_tile_is_wider_than_its_row(int columns)
    {
        Assert.True((Tiling.SampleVectors(columns) - 1) * Tiling.WidestLanes < columns);
        Assert.True((Tiling.Vectors(columns) - 1) * Tiling.WidestLanes < columns);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(32, 2)]
    [InlineData(128, 8)]
    [InlineData(144, 5)] // Two passes of 5 and 4, not of 8 and 1.
    [InlineData(784, 7)]
    public void One_sample_takes_few_passes_that_are_equally_wide(int columns, int vectors) => Assert.Equal(vectors, Tiling.SampleVectors(columns));

    [Theory]
    [InlineData(512, 512, 0)]
    [InlineData(513, 512, 4 * 513 * 32)]
    [InlineData(100_000, 32, 0)] // The rows of one tile are next to each other as they are.
    public void Weights_that_fit_no_cache_have_room_to_be_copied(int fanIn, int fanOut, long floats) => Assert.Equal(floats, Tiling.ForwardPanel(fanIn, fanOut));

    [Theory]
    [InlineData(4, 10, 0)] // Few inputs are not worth a register's width.
    [InlineData(64, 1, 0)] // One output: the weights are their own transpose.
    [InlineData(5, 10, 10 * 16)]
    [InlineData(64, 10, 10 * 32)]
    public void Transposed_weights_have_room(int fanIn, int fanOut, long floats) => Assert.Equal(floats, Tiling.TrainingPanel(fanIn, fanOut));
}
