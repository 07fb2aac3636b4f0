using Layerwise;

namespace Libraries;

/// <summary>A network of its own, which hands on what an internal one of the other library gives.</summary>
[Layer(1, 2, Activation.Relu)]
public sealed partial class Filter
{
    public static float[] Run(float[] inputs)
    {
        var gated = new float[1];
        var filtered = new float[2];
        new Gate(seed: 1).Forward(inputs, gated);
        new Filter(seed: 1).Forward(gated, filtered);
        return filtered;
    }
}
