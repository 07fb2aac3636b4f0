extern alias generator;
using generator::Layerwise.Generator.Layers.Dense;
using generator::Layerwise.Generator.Ops;
using generator::Layerwise.Generator.Planning;

namespace Layerwise.Generator.Tests.Planning;

public sealed class MatMulPlanTests
{
    private static readonly int[] Sizes = [1, 2, 3, 7, 8, 15, 16, 17, 32, 33, 64, 100, 128, 129, 784, 4096];

    public static TheoryData<int, int> Shapes()
    {
        var shapes = new TheoryData<int, int>();
        foreach (int fanIn in Sizes)
        {
            foreach (int fanOut in Sizes) shapes.Add(fanIn, fanOut);
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_tile_keeps_its_sums_in_the_registers(int fanIn, int fanOut)
    {
        MatMulPlan plan = Plan(fanIn, fanOut);

        Assert.All(Tiles(plan), static tile =>
        {
            Assert.True(tile.Rows >= 1 && tile.Vectors >= 1 && tile.Split >= 1);
            Assert.True(tile.Accumulators <= CodeBudget.BatchAccumulators, $"{tile} has {tile.Accumulators} sums.");
            Assert.True(tile.Split == 1 || tile.Rows == 1);
        });
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void No_tile_is_larger_than_its_matrix(int fanIn, int fanOut)
    {
        MatMulPlan plan = Plan(fanIn, fanOut);

        // A tile that moves back to end with the row must not start before it.
        Assert.True(plan.WeightGradients.Rows <= fanIn);
        Assert.True(plan.Sample.Split <= fanIn);
        Assert.True((plan.Sample.Vectors - 1) * CodeBudget.WidestLanes < fanOut);
        Assert.True((plan.Batch.Vectors - 1) * CodeBudget.WidestLanes < fanOut);
        Assert.True((plan.InputGradients.Vectors - 1) * CodeBudget.WidestLanes < fanIn);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Only_tiny_sums_become_straight_lines(int fanIn, int fanOut)
    {
        MatMulPlan plan = Plan(fanIn, fanOut);

        Assert.Equal(plan.Sample.IsUnrolled, plan.Sample.Vectors * fanIn <= CodeBudget.UnrolledMultiplyAdds);
        Assert.False(plan.WeightGradients.IsUnrolled);
        Assert.True(!plan.Batch.IsUnrolled || plan.Batch.Results * fanIn <= CodeBudget.UnrolledMultiplyAdds);
    }

    [Fact]
    public void A_wide_layer_of_one_sample_is_read_row_by_row_in_one_stream()
    {
        Tile tile = Plan(784, 128).Sample;

        Assert.Equal((8, 1), (tile.Vectors, tile.Split));
    }

    [Fact]
    public void A_narrow_layer_of_one_sample_gets_partial_sums()
    {
        Tile tile = Plan(784, 10).Sample;

        Assert.Equal((1, 8), (tile.Vectors, tile.Split));
    }

    private static MatMulPlan Plan(int fanIn, int fanOut) => MatMulPlan.Of(new MatMul(new DenseSpec(
        Index: 0,
        fanIn,
        fanOut,
        generator::Layerwise.Activation.Relu,
        generator::Layerwise.Init.HeNormal,
        Slope: 0.01f,
        Gain: 1,
        InitScale: 0.05f,
        HasBias: true,
        BiasValue: 0,
        WeightsOffset: 0), Previous: null));

    private static Tile[] Tiles(MatMulPlan plan) =>
        [plan.Sample, plan.Batch, plan.WeightGradients, plan.InputGradients];
}
