extern alias generator;
using generator::Layerwise.Generator.Layers.Dense;
using generator::Layerwise.Generator.Model;
using generator::Layerwise.Traits;
using GeneratorActivation = generator::Layerwise.Activation;
using GeneratorFanMode = generator::Layerwise.FanMode;
using GeneratorInit = generator::Layerwise.Init;
using GeneratorInitDistribution = generator::Layerwise.InitDistribution;

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
    [InlineData(GeneratorInit.TruncatedNormal, WeightShape.TruncatedNormal, 0.5)]
    [InlineData(GeneratorInit.CorrectedTruncatedNormal, WeightShape.TruncatedNormal, 0.5684236171692783)] // 0.5/0.8796…
    [InlineData(GeneratorInit.VarianceScaling, WeightShape.TruncatedNormal, 0.1421059042923196)] // √(1/64)/0.8796…
    [InlineData(GeneratorInit.Orthogonal, WeightShape.Orthogonal, 1)]
    [InlineData(GeneratorInit.Identity, WeightShape.Identity, 1)]
    [InlineData(GeneratorInit.Sparse, WeightShape.Sparse, 0.5)]
    public void Scale_follows_the_formula(GeneratorInit init, object shape, double scale)
    {
        WeightDistribution distribution = Layer(init, GeneratorActivation.Relu).Distribution;

        Assert.Equal((WeightShape)shape, distribution.Shape);
        Assert.Equal(scale, distribution.Scale, 14);
    }

    [Theory]
    [InlineData(GeneratorInit.Constant, 0.5)]
    [InlineData(GeneratorInit.Identity, 1.0 / 64)] // one weight of a column of 64 is 1
    [InlineData(GeneratorInit.Zeros, 0)]
    [InlineData(GeneratorInit.RandomUniform, 0)]
    public void Mean_of_the_weights(GeneratorInit init, double mean) =>
        Assert.Equal(mean, Layer(init, GeneratorActivation.Relu).Distribution.Mean, 15);

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
    [InlineData(GeneratorInit.Orthogonal, 2)]
    [InlineData(GeneratorInit.Identity, 2)]
    [InlineData(GeneratorInit.VarianceScaling, 1)]
    [InlineData(GeneratorInit.Sparse, 1)]
    public void Gain_scales_what_says_so(GeneratorInit init, double factor)
    {
        LayerSpec layer = Layer(init, GeneratorActivation.Tanh);

        Assert.Equal(factor * layer.Distribution.Scale, (layer with { Init = layer.Init with { Gain = 2 } }).Distribution.Scale, 15);
    }

    [Theory]
    [InlineData(GeneratorInit.XavierNormal, GeneratorInit.XavierUniform)]
    [InlineData(GeneratorInit.HeNormal, GeneratorInit.HeUniform)]
    [InlineData(GeneratorInit.LeCunNormal, GeneratorInit.LeCunUniform)]
    public void Normal_and_uniform_of_a_scheme_have_one_variance(GeneratorInit normal, GeneratorInit uniform) =>
        Assert.Equal(Layer(normal, GeneratorActivation.Relu).Distribution.Variance, Layer(uniform, GeneratorActivation.Relu).Distribution.Variance, 15);

    [Theory]
    [InlineData(GeneratorFanMode.FanIn, GeneratorInitDistribution.Normal, WeightShape.Normal, 0.25)] // √(4/64)
    [InlineData(GeneratorFanMode.FanOut, GeneratorInitDistribution.Normal, WeightShape.Normal, 0.3535533905932738)] // √(4/32)
    [InlineData(GeneratorFanMode.Average, GeneratorInitDistribution.Normal, WeightShape.Normal, 0.2886751345948129)] // √(4/48)
    [InlineData(GeneratorFanMode.FanIn, GeneratorInitDistribution.Uniform, WeightShape.Uniform, 0.4330127018922193)] // √(3·4/64)
    [InlineData(GeneratorFanMode.FanIn, GeneratorInitDistribution.TruncatedNormal, WeightShape.TruncatedNormal, 0.2842118085846391)] // √(4/64)/0.8796…
    public void Variance_scaling_has_keras_options(GeneratorFanMode fan, GeneratorInitDistribution drawn, object shape, double scale)
    {
        var init = new InitSpec(GeneratorInit.VarianceScaling) { VarianceScale = 4, FanMode = fan, Distribution = drawn };

        WeightDistribution distribution = init.For(new WeightFans(FanIn: 64, FanOut: 32, NegativeSlope: 0));

        Assert.Equal((WeightShape)shape, distribution.Shape);
        Assert.Equal(scale, distribution.Scale, 14);
    }

    [Theory]
    [InlineData(GeneratorInit.TruncatedNormal, 0.1934353258874808)] // 0.25·0.7737…
    [InlineData(GeneratorInit.CorrectedTruncatedNormal, 0.25)]
    [InlineData(GeneratorInit.Orthogonal, 0.015625)] // 1/64
    [InlineData(GeneratorInit.Identity, 0.015380859375)] // 1/64·63/64
    [InlineData(GeneratorInit.Sparse, 0.22265625)] // 0.25·57/64
    [InlineData(GeneratorInit.Constant, 0)]
    public void Variance_is_that_of_all_weights(GeneratorInit init, double variance) =>
        Assert.Equal(variance, Layer(init, GeneratorActivation.Relu).Distribution.Variance, 14);

    [Theory]
    [InlineData(10, 0.1f, 1)] // in binary, 10 · 0.1f is above 1
    [InlineData(11, 0.1f, 2)]
    [InlineData(100, 0.07f, 7)]
    [InlineData(10, 0f, 0)]
    [InlineData(1, 0.1f, 0)] // a unit without a weight would answer to nothing
    [InlineData(2, 0.6f, 1)]
    [InlineData(10, 0.99f, 9)]
    public void Zeros_of_a_sparse_unit_are_rounded_up_but_leave_a_weight(int fanIn, float sparsity, int zeros) =>
        Assert.Equal(zeros, new InitSpec(GeneratorInit.Sparse) { Sparsity = sparsity }.For(new WeightFans(fanIn, FanOut: 32, NegativeSlope: 0)).ZerosPerUnit);

    private static DenseSpec Layer(GeneratorInit init, GeneratorActivation activation) =>
        new(Index: 0, FanIn: 64, FanOut: 32, activation, new InitSpec(init) { Scale = 0.5f, Sparsity = 0.1f }) { Slope = 0.5f, HasBias = true };
}
