using System.ComponentModel;

namespace Layerwise.Generator.Model;

internal enum WeightShape
{
    /// <summary>N(0, scale²).</summary>
    Normal,

    /// <summary>U[−scale, scale].</summary>
    Uniform,

    /// <summary>Every weight is the scale.</summary>
    Constant,
}

/// <summary>The distribution that an initializer means for a layer, in numbers.</summary>
/// <param name="Shape">The family.</param>
/// <param name="Scale">Standard deviation, bound, or value.</param>
internal readonly record struct WeightDistribution(WeightShape Shape, double Scale)
{
    public double Variance => Shape switch
    {
        WeightShape.Normal => Scale * Scale,
        WeightShape.Uniform => Scale * Scale / 3,
        _ => 0,
    };

    public static WeightDistribution Of(LayerSpec layer)
    {
        double fanIn = layer.FanIn;
        double slope = layer.Activation is Activation.LeakyRelu or Activation.PRelu ? layer.Slope : 0;
        double xavier = layer.Gain * layer.Gain * 2 / (fanIn + layer.FanOut);
        double he = 2 / ((1 + (slope * slope)) * fanIn);
        double leCun = 1 / fanIn;

        return layer.Init switch
        {
            Init.Uniform => UniformOf(leCun / 3),
            Init.XavierNormal => NormalOf(xavier),
            Init.XavierUniform => UniformOf(xavier),
            Init.HeNormal => NormalOf(he),
            Init.HeUniform => UniformOf(he),
            Init.LeCunNormal => NormalOf(leCun),
            Init.LeCunUniform => UniformOf(leCun),
            Init.RandomNormal => new(WeightShape.Normal, layer.InitScale),
            Init.RandomUniform => new(WeightShape.Uniform, layer.InitScale),
            Init.Zeros => new(WeightShape.Constant, 0),
            Init.Constant => new(WeightShape.Constant, layer.InitScale),
            _ => throw new InvalidEnumArgumentException(nameof(layer), (int)layer.Init, typeof(Init)),
        };
    }

    private static WeightDistribution NormalOf(double variance) => new(WeightShape.Normal, Math.Sqrt(variance));

    // U[−a, a] has the variance a²/3.
    private static WeightDistribution UniformOf(double variance) => new(WeightShape.Uniform, Math.Sqrt(3 * variance));
}
