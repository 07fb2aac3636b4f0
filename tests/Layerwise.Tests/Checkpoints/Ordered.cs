using Layerwise.Tests.Training;

namespace Layerwise.Tests.Checkpoints;

/// <summary>3 → 3 → 2 with all that a layer may have, in an order that a test chooses.</summary>
internal sealed class Ordered : IShape
{
    [ThreadStatic]
    private static LayerOrder _order;

    public static LayerOrder Order { set => _order = value; }

    public static Loss Loss => Loss.MeanSquaredError;

    public static ReadOnlySpan<LayerInfo> Layers => new LayerInfo[]
    {
        new(3, 3, Activation.Relu, Init.Uniform, 0, 3) { LayerNormalization = true, Dropout = 0.1f, Order = _order },
        new(3, 2, Activation.Identity, Init.Uniform, 18, 2),
    };
}
