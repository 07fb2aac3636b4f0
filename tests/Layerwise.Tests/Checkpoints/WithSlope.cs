using Layerwise.Tests.Training;

namespace Layerwise.Tests.Checkpoints;

/// <summary>3 → 3 → 2 with a learned slope between.</summary>
internal sealed class WithSlope : IShape
{
    private static readonly LayerInfo[] Dense =
    [
        new(3, 3, Activation.PRelu, Init.Uniform, 0, 3) { SlopeCount = 1 },
        new(3, 2, Activation.Identity, Init.Uniform, 13, 2),
    ];

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}
