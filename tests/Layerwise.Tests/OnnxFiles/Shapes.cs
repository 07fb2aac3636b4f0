using Layerwise.Tests.Training;

namespace Layerwise.Tests.OnnxFiles;

/// <summary>3 → 3 without biases → 2.</summary>
internal sealed class WithoutBias : IShape
{
    private static readonly LayerInfo[] Dense =
    [
        new(3, 3, Activation.Relu, Init.Uniform, 0, 0),
        new(3, 2, Activation.Identity, Init.Uniform, 9, 2),
    ];

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}

/// <summary>3 → 3 with a batch normalization → 2.</summary>
internal sealed class Normalized : IShape
{
    private static readonly LayerInfo[] Dense =
    [
        new(3, 3, Activation.Relu, Init.Uniform, 0, 3) { BatchNormalization = true },
        new(3, 2, Activation.Identity, Init.Uniform, 18, 2),
    ];

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}

/// <summary>3 → 3 with a layer normalization → 2.</summary>
internal sealed class NormalizedRows : IShape
{
    private static readonly LayerInfo[] Dense =
    [
        new(3, 3, Activation.Relu, Init.Uniform, 0, 3) { LayerNormalization = true },
        new(3, 2, Activation.Identity, Init.Uniform, 18, 2),
    ];

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}

/// <summary>3 → 3 tanh → 3.</summary>
internal sealed class Scaled : IShape
{
    private static readonly LayerInfo[] Dense =
    [
        new(3, 3, Activation.Tanh, Init.Uniform, 0, 3),
        new(3, 3, Activation.Identity, Init.Uniform, 12, 3),
    ];

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}

/// <summary>3 → 3 LeakyReLU of slope 0.25 → 2.</summary>
internal sealed class Leaky : IShape
{
    private static readonly LayerInfo[] Dense =
    [
        new(3, 3, Activation.LeakyRelu, Init.Uniform, 0, 3) { Slope = 0.25f },
        new(3, 2, Activation.Identity, Init.Uniform, 12, 2),
    ];

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}
