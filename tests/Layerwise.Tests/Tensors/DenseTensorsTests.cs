using Layerwise.Tensors;

namespace Layerwise.Tests.Tensors;

public sealed class DenseTensorsTests
{
    public static TheoryData<bool, bool, int> Layers => new()
    {
        { false, false, 0 },
        { true, false, 0 },
        { false, true, 0 },
        { true, true, 0 },
        { false, false, 1 },
        { true, false, 1 },
        { false, true, 1 },
        { true, true, 1 },
        { true, true, 3 },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_tensors_of_a_storage_follow_each_other_without_a_gap(bool hasBias, bool isNormalized, int slopes)
    {
        var tensors = new DenseTensors(5, 3, hasBias, NormalizedTensors.Of(isNormalized, false, false, width: 3), slopes);
        foreach (TensorStorage storage in Enum.GetValues<TensorStorage>())
        {
            int end = 0;
            foreach (TensorSpec tensor in tensors.List().Where(tensor => tensor.Storage == storage))
            {
                Assert.Equal(end, tensor.Offset);
                Assert.Equal(end, tensors.Offset(tensor.Role));
                Assert.Equal(tensors.Length(tensor.Role), tensor.Length);
                end += tensor.Length;
            }

            Assert.Equal(storage == TensorStorage.Parameters ? tensors.ParameterCount() : tensors.StatisticsCount(), end);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_of_a_network_has_the_same_tensors(bool hasBias, bool isNormalized, int slopes)
    {
        var layer = new LayerInfo(5, 3, Activation.Relu, Init.HeNormal, WeightsOffset: 100, hasBias ? 3 : 0)
        {
            BatchNormalization = isNormalized,
            StatisticsOffset = 40,
            SlopeCount = slopes,
        };

        TensorSpec[] expected = [.. new DenseTensors(5, 3, hasBias, NormalizedTensors.Of(isNormalized, false, false, width: 3), slopes).List()];
        Assert.Equal(expected.Select(static tensor => tensor.Role), layer.Tensors.Select(static tensor => tensor.Role));
        Assert.Equal(expected.Select(static tensor => tensor.Storage), layer.Tensors.Select(static tensor => tensor.Storage));
        Assert.Equal(expected.SelectMany(static tensor => tensor.Shape), layer.Tensors.SelectMany(static tensor => tensor.Shape));
        Assert.Equal(
            expected.Select(static tensor => tensor.Offset + (tensor.Storage == TensorStorage.Parameters ? 100 : 40)), layer.Tensors.Select(static tensor => tensor.Offset));
        Assert.Equal(115, layer.BiasesOffset);
        Assert.Equal(hasBias ? 118 : 115, layer.GammaOffset);
        Assert.Equal(layer.GammaOffset + layer.NormalizedCount, layer.BetaOffset);
        Assert.Equal(layer.BetaOffset + layer.NormalizedCount, layer.SlopeOffset);
        Assert.Equal(100 + layer.ParameterCount, layer.SlopeOffset + layer.SlopeCount);
    }

    [Fact]
    public void Every_role_has_a_name_of_its_own() => Assert.Equal(
        Enum.GetValues<TensorRole>().Length,
        Enum.GetValues<TensorRole>().Select(static role => new TensorSpec(role, [1], 0).Name).Distinct().Count());

    [Fact]
    public void A_tensor_of_every_role_is_counted_and_listed()
    {
        int roles = Enum.GetValues<TensorRole>().Length;

        Assert.Equal(roles, default(OneOfEach).ParameterCount() + default(OneOfEach).StatisticsCount());
        Assert.Equal(roles, default(OneOfEach).List().Count);
    }

    [Fact]
    public void Sizes_that_no_int_holds_are_counted() => Assert.Equal(
        ((long)int.MaxValue * int.MaxValue) + int.MaxValue,
        new DenseTensors(int.MaxValue, int.MaxValue, HasBias: true, Normalized: default, Slopes: 0).ParameterCount());

    private readonly record struct OneOfEach : ILayerTensors
    {
        public long Length(TensorRole role) => 1;

        public int[] Shape(TensorRole role) => [1];
    }
}
