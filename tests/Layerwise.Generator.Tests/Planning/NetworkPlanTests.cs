extern alias generator;
using System.Collections.Immutable;
using generator::Layerwise.Generator.Layers.Dense;
using generator::Layerwise.Generator.Model;
using generator::Layerwise.Generator.Planning;
using generator::Layerwise.Traits;
using generator::Layerwise.Tiles;

namespace Layerwise.Generator.Tests.Planning;

public sealed class NetworkPlanTests
{
    [Theory]
    [InlineData(4, 8, 3)]
    [InlineData(784, 256, 128, 10)]
    [InlineData(3, 100, 1, 7, 300, 2)]
    public void What_one_layer_writes_never_overlaps_what_it_reads(params int[] sizes)
    {
        NetworkPlan plan = Plan(sizes);
        for (int rows = 1; rows <= plan.BlockRows; rows += plan.BlockRows - 1)
        {
            for (int i = 1; i < sizes.Length - 2; i++)
            {
                LayerSpec reader = plan.Network.Layers[i];
                int read = rows * plan.OffsetOf(plan.Inference[i - 1].Writes)!.Value;
                int written = rows * plan.OffsetOf(plan.Inference[i].Writes)!.Value;
                Assert.True(
                    read + (rows * reader.FanIn) <= written || written + (rows * reader.FanOut) <= read,
                    $"Layer {reader.Number} of {string.Join("-", sizes)}, {rows} rows.");
                Assert.True(written + (rows * reader.FanOut) <= rows * plan.SampleScratch);
            }
        }
    }

    [Theory]
    [InlineData(true, 64, 32, 10)]
    [InlineData(true, 10, 1024, 1024, 10)]
    [InlineData(false, 10, 1025, 1024, 10)]
    [InlineData(false, 10, 20000, 10)]
    public void Wide_hidden_layers_stay_off_the_stack(bool isOnStack, params int[] sizes) =>
        Assert.Equal(isOnStack, Plan(sizes).IsSampleOnStack);

    [Theory]
    [InlineData(64, 10)]
    [InlineData(64, 32, 10)]
    [InlineData(784, 256, 128, 10)]
    [InlineData(10, 20000, 10)]
    public void A_block_is_made_of_whole_tiles(params int[] sizes)
    {
        NetworkPlan plan = Plan(sizes);

        Assert.True(plan.BlockRows >= Tiling.BatchAccumulators);
        Assert.All(plan.Inference, layer => Assert.Equal(0, plan.BlockRows % Tiling.Rows(layer.Layer.FanOut)));
    }

    [Theory]
    [InlineData("1+2", 2, 8, 1)]
    [InlineData("1+2 3+4", 8, 8, 8, 8, 8)]
    [InlineData("1+2 3", 8, 8, 8, 8)]
    [InlineData("1 2+3", 9, 8, 8, 8)]
    [InlineData("1 2", 8, 9, 8)]
    [InlineData("1 2", 8, 8, 9)]
    [InlineData("1 2", 8, 1, 8)]
    [InlineData("1", 8, 8)]
    public void One_sample_goes_through_two_narrow_layers_in_one_go(string expected, params int[] sizes) => Assert.Equal(
        expected,
        string.Join(' ', SampleStep.Of(Plan(sizes)).Select(step => step.First.Layer.Number + (step.Second is { } second ? $"+{second.Layer.Number}" : ""))));

    private static NetworkPlan Plan(int[] sizes)
    {
        ImmutableArray<LayerSpec>.Builder layers = ImmutableArray.CreateBuilder<LayerSpec>();
        int offset = 0;
        for (int i = 0; i < sizes.Length - 1; i++)
        {
            var init = new InitSpec(generator::Layerwise.Init.HeNormal);
            var layer = new DenseSpec(i, sizes[i], sizes[i + 1], generator::Layerwise.Activation.Relu, init) { HasBias = true, ParametersOffset = offset };
            layers.Add(layer);
            offset += layer.ParameterCount;
        }

        var type = new TypeSpec("", default, "Net", "Net", "Net", HasConstructor: false);
        HeadSpec head = HeadSpec.Only(layers, LossSpec.Plain(generator::Layerwise.Loss.MeanSquaredError));
        return NetworkPlan.Of(new NetworkSpec(type, new EquatableArray<LayerSpec>(layers.ToImmutable()), new EquatableArray<HeadSpec>([head])));
    }
}
