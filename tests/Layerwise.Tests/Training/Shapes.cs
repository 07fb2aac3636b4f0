namespace Layerwise.Tests.Training;

/// <summary>2 inputs, softmax over 3 classes.</summary>
internal sealed class ThreeClasses : IShape
{
    private static readonly LayerInfo[] Dense = [new(2, 3, Activation.Softmax, Init.Uniform, 0, 3)];

    public static Loss Loss => Loss.CrossEntropy;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}

/// <summary>2 inputs, one sigmoid output.</summary>
internal sealed class YesOrNo : IShape
{
    private static readonly LayerInfo[] Dense = [new(2, 1, Activation.Sigmoid, Init.Uniform, 0, 1)];

    public static Loss Loss => Loss.BinaryCrossEntropy;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}

/// <summary>1 input, 1 output, two parameters: small enough for pencil and paper.</summary>
internal sealed class Line : IShape
{
    private static readonly LayerInfo[] Dense = [new(1, 1, Activation.Identity, Init.Uniform, 0, 1)];

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}

/// <summary>1 → 2 → 2 → 1, to see in which layer numbers stop being finite.</summary>
internal sealed class ThreeLayers : IShape
{
    private static readonly LayerInfo[] Dense =
    [
        new(1, 2, Activation.Relu, Init.Uniform, 0, 2),
        new(2, 2, Activation.Identity, Init.Uniform, 4, 2),
        new(2, 1, Activation.Identity, Init.Uniform, 10, 1),
    ];

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}

/// <summary>2 inputs, softmax over 3 classes, and batches that must not be cut.</summary>
internal sealed class WholeBatches : IShape
{
    public static Loss Loss => ThreeClasses.Loss;

    public static ReadOnlySpan<LayerInfo> Layers => ThreeClasses.Layers;

    public static bool NeedsWholeBatches => true;
}

/// <summary>2 → 64 → 64 → 3: more parameters than one thread adds up at a time.</summary>
internal sealed class ManyParameters : IShape
{
    private static readonly LayerInfo[] Dense =
    [
        new(2, 64, Activation.Relu, Init.Uniform, 0, 64),
        new(64, 64, Activation.Relu, Init.Uniform, 192, 64),
        new(64, 3, Activation.Softmax, Init.Uniform, 4352, 3),
    ];

    public static Loss Loss => Loss.CrossEntropy;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}
