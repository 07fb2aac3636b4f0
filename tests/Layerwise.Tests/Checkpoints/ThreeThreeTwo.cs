using Layerwise.Tests.Training;

namespace Layerwise.Tests.Checkpoints;

/// <summary>3 → 3 → 2: one matrix is square, so only what a network computes tells which way round it was loaded.</summary>
internal sealed class ThreeThreeTwo : IShape
{
    private static readonly LayerInfo[] Dense =
    [
        new(3, 3, Activation.Relu, Init.Uniform, 0, 3),
        new(3, 2, Activation.Identity, Init.Uniform, 12, 2),
    ];

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}
