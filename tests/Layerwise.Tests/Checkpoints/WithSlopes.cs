using Layerwise.Tests.Training;

namespace Layerwise.Tests.Checkpoints;

/// <summary>3 → 3 → 2 with a learned slope for each unit between.</summary>
internal sealed class WithSlopes : IShape
{
    private static readonly LayerInfo[] Dense =
    [
        new(3, 3, Activation.PRelu, Init.Uniform, 0, 3) { SlopeCount = 3 },
        new(3, 2, Activation.Identity, Init.Uniform, 15, 2),
    ];

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => Dense;
}
