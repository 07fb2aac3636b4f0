using Layerwise.Tests.Training;

namespace Layerwise.Tests.Checkpoints;

/// <summary>Weights of convolutions, and of a dense layer behind them, by the names and in the order of other libraries.</summary>
public class WindowNamingTests
{
    private const int Groups = 2;
    private const int Channels = 4;
    private const int Filters = 6;
    private const int KernelHeight = 2;
    private const int KernelWidth = 3;

    // 3 × 5 positions become 2 × 3.
    private const int Height = 2;
    private const int Width = 3;
    private const int Classes = 2;
    private const int DenseOffset = (KernelHeight * KernelWidth * Channels / Groups * Filters) + Filters;

    [Fact]
    public void ModulesOfPyTorchAreCounted()
    {
        TensorNaming naming = TensorNaming.PyTorchSequential<PlainNetwork<ConvolutionAndDense>>();
        Tensor[] tensors = [.. Safetensors.ToFile(new PlainNetwork<ConvolutionAndDense>(seed: 5), naming).Tensors];

        // nn.Conv2d, nn.ReLU, nn.Flatten, nn.Linear.
        Assert.Equal(
            ["0.weight [6, 2, 2, 3]", "0.bias [6]", "3.weight [2, 36]", "3.bias [2]"],
            tensors.Select(static tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape.ToArray())}]"));
    }

    [Fact]
    public void PoolingAndMeansAreModulesToo()
    {
        TensorNaming naming = TensorNaming.PyTorchSequential<PlainNetwork<Pooled>>();

        // nn.MaxPool2d, nn.Conv2d, nn.AdaptiveAvgPool2d, nn.Flatten, nn.Linear.
        Assert.Equal(("1.weight", "4.weight"), (naming.NameOf(1, TensorRole.Weights), naming.NameOf(3, TensorRole.Weights)));
    }

    [Fact]
    public void WeightsOfPyTorchAreReordered()
    {
        var network = new PlainNetwork<ConvolutionAndDense>();
        float[] convolution = [.. from f in Range(Filters) from c in Range(Channels / Groups) from y in Range(KernelHeight) from x in Range(KernelWidth) select Digits(f, c, y, x)];
        float[] dense = [.. from o in Range(Classes) from f in Range(Filters) from y in Range(Height) from x in Range(Width) select Digits(o, f, y, x)];
        var file = new SafetensorsFile(
        [
            Tensor.Of("0.weight", [Filters, Channels / Groups, KernelHeight, KernelWidth], convolution), Tensor.Of("0.bias", [Filters], new float[Filters]),
            Tensor.Of("3.weight", [Classes, Filters * Height * Width], dense), Tensor.Of("3.bias", [Classes], new float[Classes]),
        ]);
        Safetensors.Load(network, file, TensorNaming.PyTorchSequential<PlainNetwork<ConvolutionAndDense>>());

        Assert.Equal(
            from y in Range(KernelHeight) from x in Range(KernelWidth) from c in Range(Channels / Groups) from f in Range(Filters) select Digits(f, c, y, x),
            network.Parameters[..(DenseOffset - Filters)].ToArray());
        Assert.Equal(
            from y in Range(Height) from x in Range(Width) from f in Range(Filters) from o in Range(Classes) select Digits(o, f, y, x),
            network.Parameters[DenseOffset..^Classes].ToArray());
    }

    [Fact]
    public void WeightsOfKerasAreAsTheyAre()
    {
        var trained = new PlainNetwork<ConvolutionAndDense>(seed: 5);
        Tensor[] tensors = [.. Safetensors.ToFile(trained).Tensors];
        Assert.Equal([KernelHeight, KernelWidth, Channels / Groups, Filters], tensors[0].Shape.ToArray());
        Assert.Equal(trained.Parameters[..tensors[0].Length].ToArray(), Values(tensors[0]));
        Assert.Equal(trained.Parameters[DenseOffset..^Classes].ToArray(), Values(tensors[2]));
    }

    // [kernel, channels, filters of each] in Keras, where other layers have [kernel, channels / groups, filters].
    [Fact]
    public void DepthwiseWeightsHaveTheShapeOfKerasOrAnother()
    {
        float[] weights = [.. Range(24).Select(static i => (float)i)];
        foreach (long[] shape in (long[][])[[3, 4, 2], [3, 1, 8]])
        {
            var network = new PlainNetwork<Depthwise>();
            Safetensors.Load(network, new SafetensorsFile([Tensor.Of("layers.0.weight", shape, weights)]));
            Assert.Equal(weights, network.Parameters.ToArray());
        }

        Assert.Throws<SafetensorsException>(() => Safetensors.Load(new PlainNetwork<Depthwise>(), new SafetensorsFile([Tensor.Of("layers.0.weight", [3, 2, 4], weights)])));
    }

    [Fact]
    public void WhatIsSavedInAnOrderIsLoadedFromIt()
    {
        var trained = new PlainNetwork<ConvolutionAndDense>(seed: 5);
        var loaded = new PlainNetwork<ConvolutionAndDense>();
        TensorNaming naming = TensorNaming.PyTorchSequential<PlainNetwork<ConvolutionAndDense>>();
        Safetensors.Load(loaded, Safetensors.ToFile(trained, naming), naming);
        Assert.Equal(trained.Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    private static float[] Values(Tensor tensor)
    {
        float[] values = new float[tensor.Length];
        tensor.CopyTo(values.AsSpan());
        return values;
    }

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    private static float Digits(int a, int b, int c, int d) => (1000 * a) + (100 * b) + (10 * c) + d;

    private sealed class ConvolutionAndDense : IShape
    {
        private static readonly LayerInfo[] All =
        [
            new(12, 18, Activation.Relu, Init.HeNormal, 0, Filters)
            {
                Kind = LayerKind.Convolution,
                InputSize = 3 * 5 * Channels,
                OutputSize = Height * Width * Filters,
                Window = new WindowInfo(new(3, KernelHeight, 1, 1, 0, 0), new(5, KernelWidth, 1, 1, 0, 0), Channels, Filters) { Groups = Groups },
                Tensors =
                [
                    new TensorInfo(TensorRole.Weights, 0, [KernelHeight, KernelWidth, Channels / Groups, Filters]),
                    new TensorInfo(TensorRole.Biases, DenseOffset - Filters, [Filters]),
                ],
            },
            new(Height * Width * Filters, Classes, Activation.Identity, Init.Uniform, DenseOffset, Classes),
        ];

        public static Loss Loss => Loss.MeanSquaredError;

        public static ReadOnlySpan<LayerInfo> Layers => All;
    }

    private sealed class Depthwise : IShape
    {
        private static readonly LayerInfo[] All =
        [
            new(3, 6, Activation.Identity, Init.HeNormal, 0, 0)
            {
                Kind = LayerKind.Convolution,
                InputSize = 20,
                OutputSize = 24,
                Window = new WindowInfo(null, new(5, 3, 1, 1, 0, 0), 4, 8) { Groups = 4 },
                Tensors = [new TensorInfo(TensorRole.Weights, 0, [3, 1, 8])],
            },
        ];

        public static Loss Loss => Loss.MeanSquaredError;

        public static ReadOnlySpan<LayerInfo> Layers => All;
    }

    private sealed class Pooled : IShape
    {
        private static readonly WindowAxisInfo Axis = new(4, 2, 2, 1, 0, 0);

        private static readonly LayerInfo[] All =
        [
            new(4, 1, Activation.Identity, Init.Zeros, 0, 0)
            {
                Kind = LayerKind.Pooling, InputSize = 32, OutputSize = 8, Window = new WindowInfo(Axis, Axis, 2, 2) { IsMax = true }, Tensors = [],
            },
            new(2, 3, Activation.Identity, Init.Uniform, 0, 0)
            {
                Kind = LayerKind.Convolution,
                InputSize = 8,
                OutputSize = 12,
                Window = new WindowInfo(new(2, 1, 1, 1, 0, 0), new(2, 1, 1, 1, 0, 0), 2, 3),
                Tensors = [new TensorInfo(TensorRole.Weights, 0, [1, 1, 2, 3])],
            },
            new(4, 1, Activation.Identity, Init.Zeros, 6, 0)
            {
                Kind = LayerKind.Pooling,
                InputSize = 12,
                OutputSize = 3,
                Window = new WindowInfo(new(2, 2, 1, 1, 0, 0), new(2, 2, 1, 1, 0, 0), 3, 3) { IsGlobal = true },
                Tensors = [],
            },
            new(3, 2, Activation.Identity, Init.Uniform, 6, 2),
        ];

        public static Loss Loss => Loss.MeanSquaredError;

        public static ReadOnlySpan<LayerInfo> Layers => All;
    }
}
