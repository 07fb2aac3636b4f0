extern alias generator;
using generator::Layerwise.Generator.Model;
using Activation = generator::Layerwise.Activation;
using Init = generator::Layerwise.Init;

namespace Layerwise.Generator.Tests.Model;

/// <summary>Each initializer's number against the formula of its paper, for a layer 64 → 32.</summary>
public sealed class WeightDistributionTests
{
    [Theory]
    [InlineData(Init.Uniform, WeightShape.Uniform, 0.125)] // 1/√64
    [InlineData(Init.XavierNormal, WeightShape.Normal, 0.14433756729740643)] // √(2/96)
    [InlineData(Init.XavierUniform, WeightShape.Uniform, 0.25)] // √(6/96)
    [InlineData(Init.HeNormal, WeightShape.Normal, 0.17677669529663687)] // √(2/64)
    [InlineData(Init.HeUniform, WeightShape.Uniform, 0.30618621784789724)] // √(6/64)
    [InlineData(Init.LeCunNormal, WeightShape.Normal, 0.125)] // √(1/64)
    [InlineData(Init.LeCunUniform, WeightShape.Uniform, 0.21650635094610965)] // √(3/64)
    [InlineData(Init.RandomNormal, WeightShape.Normal, 0.5)]
    [InlineData(Init.RandomUniform, WeightShape.Uniform, 0.5)]
    [InlineData(Init.Constant, WeightShape.Constant, 0.5)]
    [InlineData(Init.Zeros, WeightShape.Constant, 0)]
    public void Scale_follows_the_formula(Init init, object shape, double scale)
    {
        WeightDistribution distribution = Layer(init, Activation.Relu).Distribution;

        Assert.Equal((WeightShape)shape, distribution.Shape);
        Assert.Equal(scale, distribution.Scale, 15);
    }

    [Fact]
    public void The_slope_of_leaky_relu_makes_he_narrower() =>
        Assert.Equal(Math.Sqrt(2 / (1.25 * 64)), Layer(Init.HeNormal, Activation.LeakyRelu).Distribution.Scale, 15);

    [Fact]
    public void The_slope_counts_for_leaky_relu_only() =>
        Assert.Equal(Math.Sqrt(2.0 / 64), Layer(Init.HeNormal, Activation.Tanh).Distribution.Scale, 15);

    [Theory]
    [InlineData(Init.XavierNormal, 2)]
    [InlineData(Init.XavierUniform, 2)]
    [InlineData(Init.HeNormal, 1)]
    [InlineData(Init.LeCunUniform, 1)]
    public void Gain_scales_xavier_only(Init init, double factor)
    {
        LayerSpec layer = Layer(init, Activation.Tanh);

        Assert.Equal(factor * layer.Distribution.Scale, (layer with { Gain = 2 }).Distribution.Scale, 15);
    }

    [Theory]
    [InlineData(Init.XavierNormal, Init.XavierUniform)]
    [InlineData(Init.HeNormal, Init.HeUniform)]
    [InlineData(Init.LeCunNormal, Init.LeCunUniform)]
    public void Normal_and_uniform_of_a_scheme_have_one_variance(Init normal, Init uniform) =>
        Assert.Equal(Layer(normal, Activation.Relu).Distribution.Variance, Layer(uniform, Activation.Relu).Distribution.Variance, 15);

    private static LayerSpec Layer(Init init, Activation activation) => new(
        Index: 0, FanIn: 64, FanOut: 32, activation, init, Slope: 0.5f, Gain: 1, InitScale: 0.5f, HasBias: true, BiasValue: 0, WeightsOffset: 0);
}
