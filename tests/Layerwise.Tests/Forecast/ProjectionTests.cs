namespace Layerwise.Tests.Forecast;

/// <summary>Residual connections with weights of their own: what they bring is what a linear layer of those would make.</summary>
public sealed class ProjectionTests
{
    private const int Width = 200;
    private const double Variance = 0.7 / Width;

    private static readonly LayerDesign Tanh = new(Width, 120, Activation.Tanh, 1.5 / Width);

    [Fact]
    public void Powers_of_both_ways_add_up()
    {
        LayerDesign layer = Tanh with { Residual = true, ProjectionVariance = Variance };
        LayerPrediction through = SignalPropagation.Predict([Tanh]).Layers[0];
        LayerPrediction around = SignalPropagation.Predict([new LayerDesign(Width, 120, Activation.Identity, Variance)]).Layers[0];
        LayerPrediction sum = SignalPropagation.Predict([layer]).Layers[0];
        Assert.Equal(Math.Sqrt(Square(through.SignalGain) + Square(around.SignalGain)), sum.SignalGain, 1e-9);
        Assert.Equal(Math.Sqrt(Square(through.GradientGain) + Square(around.GradientGain)), sum.GradientGain, 1e-9);
    }

    [Theory]
    [InlineData(LayerOrder.LinearActivateAdd)]
    [InlineData(LayerOrder.LinearAddActivate)]
    [InlineData(LayerOrder.ActivateLinearAdd)]
    [InlineData(LayerOrder.LinearActivateAddNormalize)]
    public void A_block_between_different_sizes_is_predicted(LayerOrder order)
    {
        LayerDesign end = new(120, 60, Activation.Tanh, 1.0 / 120) { Residual = true, ResidualSpan = 2, Order = order, ProjectionVariance = 1.0 / Width };
        NetworkPrediction prediction = SignalPropagation.Predict([Tanh, end]);
        Assert.InRange(prediction.SignalGain, 0.5, 2);
        Assert.InRange(prediction.GradientGain, 0.2, 2);
        ArgumentException error = Assert.Throws<ArgumentException>(() => SignalPropagation.Predict([Tanh, end with { ProjectionVariance = null }]));
        Assert.StartsWith("Layer 2: Residual is true with 200 inputs and 60 outputs", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_variance_is_one(double variance) => Assert.StartsWith(
        "Layer 1: ProjectionVariance is",
        Assert.Throws<ArgumentException>(() => SignalPropagation.Predict([Tanh with { Residual = true, ProjectionVariance = variance }])).Message,
        StringComparison.Ordinal);

    private static double Square(double value) => value * value;
}
