extern alias generator;
using generator::Layerwise.Generator.Model;
using GeneratorActivation = generator::Layerwise.Activation;
using GeneratorInit = generator::Layerwise.Init;

namespace Layerwise.Generator.Tests.Model;

/// <summary>Each initializer's number against the formula of its paper, for a layer 64 → 32.</summary>
public sealed class WeightDistributionTests
{
    [Theory]
    [InlineData(GeneratorInit.Uniform, WeightShape.Uniform, 0.125)] // 1/√64
    [InlineData(GeneratorInit.XavierNormal, WeightShape.Normal, 0.14433756729740643)] // √(2/96)
    [InlineData(GeneratorInit.XavierUniform, WeightShape.Uniform, 0.25)] // √(6/96)
    [InlineData(GeneratorInit.HeNormal, WeightShape.Normal, 0.17677669529663687)] // √(2/64)
    [InlineData(GeneratorInit.HeUniform, WeightShape.Uniform, 0.30618621784789724)] // √(6/64)
    [InlineData(GeneratorInit.LeCunNormal, WeightShape.Normal, 0.125)] // √(1/64)
    [InlineData(GeneratorInit.LeCunUniform, WeightShape.Uniform, 0.21650635094610965)] // √(3/64)
    [InlineData(GeneratorInit.RandomNormal, WeightShape.Normal, 0.5)]
    [InlineData(GeneratorInit.RandomUniform, WeightShape.Uniform, 0.5)]
    [InlineData(GeneratorInit.Constant, WeightShape.Constant, 0.5)]
    [InlineData(GeneratorInit.Zeros, WeightShape.Constant, 0)]
    public void Scale_follows_the_formula(GeneratorInit init, object shape, double scale)
    {
        WeightDistribution distribution = Layer(init, GeneratorActivation.Relu).Distribution;

        Assert.Equal((WeightShape)shape, distribution.Shape);
        Assert.Equal(scale, distribution.Scale, 15);
    }

    [Fact]
    public void The_slope_of_leaky_relu_makes_he_narrower() =>
        Assert.Equal(Math.Sqrt(2 / (1.25 * 64)), Layer(GeneratorInit.HeNormal, GeneratorActivation.LeakyRelu).Distribution.Scale, 15);

    [Fact]
    public void The_slope_counts_for_leaky_relu_only() =>
        Assert.Equal(Math.Sqrt(2.0 / 64), Layer(GeneratorInit.HeNormal, GeneratorActivation.Tanh).Distribution.Scale, 15);

    [Theory]
    [InlineData(GeneratorInit.XavierNormal, 2)]
    [InlineData(GeneratorInit.XavierUniform, 2)]
    [InlineData(GeneratorInit.HeNormal, 1)]
    [InlineData(GeneratorInit.LeCunUniform, 1)]
    public void Gain_scales_xavier_only(GeneratorInit init, double factor)
    {
        LayerSpec layer = Layer(init, GeneratorActivation.Tanh);

        Assert.Equal(factor * layer.Distribution.Scale, (layer with { Gain = 2 }).Distribution.Scale, 15);
    }

    [Theory]
    [InlineData(GeneratorInit.XavierNormal, GeneratorInit.XavierUniform)]
    [InlineData(GeneratorInit.HeNormal, GeneratorInit.HeUniform)]
    [InlineData(GeneratorInit.LeCunNormal, GeneratorInit.LeCunUniform)]
    public void Normal_and_uniform_of_a_scheme_have_one_variance(GeneratorInit normal, GeneratorInit uniform) =>
        Assert.Equal(Layer(normal, GeneratorActivation.Relu).Distribution.Variance, Layer(uniform, GeneratorActivation.Relu).Distribution.Variance, 15);

    private static LayerSpec Layer(GeneratorInit init, GeneratorActivation activation) => new(
        Index: 0, FanIn: 64, FanOut: 32, activation, init, Slope: 0.5f, Gain: 1, InitScale: 0.5f, HasBias: true, BiasValue: 0, WeightsOffset: 0);
}
