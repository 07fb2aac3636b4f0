using Layerwise.Tests.Training;

namespace Layerwise.Tests.Tensors;

/// <summary>Layers that say what tensors they have, because they have others than a dense one of their fans.</summary>
public sealed class LayerInfoTests
{
    // 6 × 6 inputs, 3 × 3 windows into 2 channels at 4 × 4 places.
    private static readonly LayerInfo Convolution = new(9, 18, Activation.Relu, Init.HeNormal, WeightsOffset: 0, BiasCount: 2)
    {
        Kind = LayerKind.Convolution,
        InputSize = 36,
        OutputSize = 32,
        Window = new WindowInfo(new(6, 3, 1, 1, 0, 0), new(6, 3, 1, 1, 0, 0), Channels: 1, Filters: 2),
        BatchNormalization = true,
        StatisticsOffset = 0,
        Tensors =
        [
            new TensorInfo(TensorRole.Weights, 0, [9, 2]),
            new TensorInfo(TensorRole.Biases, 18, [2]),
            new TensorInfo(TensorRole.Gamma, 20, [2]),
            new TensorInfo(TensorRole.Beta, 22, [2]),
            new TensorInfo(TensorRole.RunningMeans, 0, [2]),
            new TensorInfo(TensorRole.RunningVariances, 2, [2]),
        ],
    };

    private static readonly LayerInfo Pool = new(4, 4, Activation.Identity, Init.Zeros, WeightsOffset: 24, BiasCount: 0)
    {
        Kind = LayerKind.Pooling,
        InputSize = 32,
        OutputSize = 8,
        Window = new WindowInfo(new(4, 2, 2, 1, 0, 0), new(4, 2, 2, 1, 0, 0), Channels: 2, Filters: 2),
        StatisticsOffset = 4,
        Tensors = [],
    };

    [Fact]
    public void Offsets_and_counts_are_those_of_the_list()
    {
        Assert.Equal((18, 18, 2), (Convolution.WeightCount, Convolution.BiasesOffset, Convolution.NormalizedCount));
        Assert.Equal((20, 22, 24), (Convolution.GammaOffset, Convolution.BetaOffset, Convolution.SlopeOffset));
        Assert.Equal((24, 4), (Convolution.ParameterCount, Convolution.StatisticsCount));
    }

    [Fact]
    public void A_layer_without_tensors_has_nothing_at_its_place()
    {
        Assert.Equal((0, 24, 24, 0), (Pool.WeightCount, Pool.BiasesOffset, Pool.SlopeOffset, Pool.ParameterCount));
        Assert.Empty(Pool.Tensors);
    }

    [Fact]
    public void Sizes_are_those_of_a_dense_layer_where_nothing_else_is_said()
    {
        LayerInfo dense = new(5, 3, Activation.Relu, Init.HeNormal, 0, 3);
        Assert.Equal((LayerKind.Dense, 5, 3), (dense.Kind, dense.InputSize, dense.OutputSize));
    }

    [Fact]
    public void A_file_has_the_tensors_of_the_list()
    {
        var network = new PlainNetwork<Listed>();
        for (int i = 0; i < network.Parameters.Length; i++) network.Parameters[i] = i;
        string path = Path.GetTempFileName();
        Safetensors.Save(network, path);
        SafetensorsFile file = SafetensorsFile.Read(path);
        File.Delete(path);

        Assert.Equal(
            ["layers.0.bias [2]", "layers.0.weight [9, 2]", "layers.2.bias [3]", "layers.2.weight [8, 3]"],
            file.Tensors.Select(static tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape.ToArray())}]").Order(StringComparer.Ordinal));
        var loaded = new PlainNetwork<Listed>();
        Safetensors.Load(loaded, file);
        Assert.Equal(network.Parameters, loaded.Parameters);
    }

    [Fact]
    public void A_workspace_has_room_for_the_outputs_and_not_for_the_fans()
    {
        var workspace = new Own(maxBatch: 3);
        workspace.BeginPass(3, "inputs", keepsInputs: false);
        Assert.Equal([3 * 32, 3 * 8, 3 * 3], Enumerable.Range(0, 3).Select(layer => workspace.Activations(layer).Length));
    }

    [Fact]
    public void A_forecast_goes_by_fans_and_fits_by_sizes()
    {
        LayerDesign[] layers = SignalPropagation.Designs<PlainNetwork<Listed>>();
        Assert.Equal((9, 18, 36, 32), (layers[0].FanIn, layers[0].FanOut, layers[0].InputSize, layers[0].OutputSize));
        Assert.Equal(3, SignalPropagation.Predict<PlainNetwork<Listed>>().Layers.Count);
    }

    [Fact]
    public void Which_module_of_PyTorch_another_kind_is_nobody_has_said() => Assert.Contains(
        "Layer 1 is of kind Lstm",
        Assert.Throws<NotSupportedException>(TensorNaming.PyTorchSequential<PlainNetwork<Remembering>>).Message,
        StringComparison.Ordinal);

    private sealed class Own(int maxBatch) : Workspace<PlainNetwork<Listed>>(maxBatch);

    private sealed class Remembering : IShape
    {
        private static readonly LayerInfo[] All = [new(2, 3, Activation.Tanh, Init.HeNormal, 0, 0) { Kind = LayerKind.Lstm }];

        public static Loss Loss => Loss.MeanSquaredError;

        public static ReadOnlySpan<LayerInfo> Layers => All;
    }

    private sealed class Listed : IShape
    {
        private static readonly LayerInfo[] All =
        [
            Convolution with { BatchNormalization = false, WeightVariance = 2 / 9f, Tensors = [.. Convolution.Tensors.Take(2)] },
            Pool with { WeightsOffset = 20 },
            new(8, 3, Activation.Identity, Init.Uniform, 20, 3) { WeightVariance = 1 / 8f },
        ];

        public static Loss Loss => Loss.MeanSquaredError;

        public static ReadOnlySpan<LayerInfo> Layers => All;
    }
}
