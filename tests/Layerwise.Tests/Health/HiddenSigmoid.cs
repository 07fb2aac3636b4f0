using Layerwise.Tests.Training;

namespace Layerwise.Tests.Health;

/// <summary>1 → 2 → 1 with hidden units that have two ends.</summary>
internal sealed class HiddenSigmoid : IShape
{
    private static readonly LayerInfo[] Dense =
    [
        new(1, 2, Activation.Sigmoid, Init.Uniform, 0, 2),
        new(2, 1, Activation.Identity, Init.Uniform, 4, 1),
    ];

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}
