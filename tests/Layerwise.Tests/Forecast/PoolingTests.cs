namespace Layerwise.Tests.Forecast;

/// <summary>Pooling by formula: the mean and the largest of numbers whose statistics are known. Generated networks are the other half.</summary>
public sealed class PoolingTests
{
    // A layer that hands its inputs on as they are.
    private static readonly LayerDesign Same = new(8, 8, Activation.Identity, 0) { Diagonal = 1, InputSize = 16 * 8, OutputSize = 16 * 8 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(16)]
    public void A_mean_of_independent_numbers_has_an_nth_of_their_power(int count)
    {
        LayerPrediction pooled = SignalPropagation.Predict([Pooling(count, isMax: false)], inputPower: 3).Layers[0];
        Assert.Equal(0, pooled.ActivationMean, 9);
        Assert.Equal(3.0 / count, pooled.ActivationVariance, 9);
        Assert.Equal(1.0 / count, pooled.GradientGain, 9);
    }

    // The moments of the largest of n standard normal numbers: Teichroew 1956, Tables of expected values of order statistics.
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0.56419, 0.68169)]
    [InlineData(4, 1.02938, 0.49172)]
    [InlineData(8, 1.42360, 0.37290)]
    [InlineData(16, 1.76599, 0.29501)]
    public void A_largest_number_has_the_moments_of_order_statistics(int count, double mean, double variance)
    {
        LayerPrediction pooled = SignalPropagation.Predict([Pooling(count, isMax: true)]).Layers[0];
        Assert.Equal(mean, pooled.ActivationMean, 0.01);
        Assert.Equal(variance, pooled.ActivationVariance, 0.01);
        Assert.Equal(Math.Sqrt(1.0 / count), pooled.GradientGain, 9);
    }

    [Fact]
    public void The_gradient_goes_to_the_large_numbers()
    {
        // Half of the numbers pass a ReLU, and of four the largest does but once in sixteen times.
        NetworkPrediction prediction = SignalPropagation.Predict([Same with { Activation = Activation.Relu }, Pooling(4, isMax: true)]);
        Assert.Equal(Math.Sqrt(15.0 / 16), prediction.Layers[0].GradientGain, 0.01);
        NetworkPrediction mean = SignalPropagation.Predict([Same with { Activation = Activation.Relu }, Pooling(4, isMax: false)]);
        Assert.Equal(Math.Sqrt(0.5), mean.Layers[0].GradientGain, 1e-6);
    }

    [Fact]
    public void What_positions_have_in_common_is_not_averaged_out()
    {
        // Of a rectified Gaussian the mean is √(1/2π), its square what two positions share.
        LayerPrediction pooled = SignalPropagation.Predict([Same with { Activation = Activation.Relu }, Pooling(4, isMax: false)]).Layers[1];
        Assert.Equal((0.5 / 4) + (0.75 / (2 * Math.PI)), pooled.SignalRms * pooled.SignalRms, 1e-6);
    }

    [Fact]
    public void Windows_over_the_border_see_less()
    {
        // Of three positions two lie inside at both ends of eight.
        LayerDesign same = new(3 * 64, 3 * 64, Activation.Identity, 1.0 / (3 * 64)) { Kind = LayerKind.Convolution, InputSize = 8 * 64, OutputSize = 8 * 64 };
        LayerPrediction layer = SignalPropagation.Predict([same with { Window = new WindowInfo(null, new WindowAxisInfo(8, 3, 1, 1, 1, 1), 64, 64) }]).Layers[0];
        Assert.Equal(Math.Sqrt(22.0 / 24), layer.SignalGain, 9);
        Assert.Equal(Math.Sqrt(22.0 / 24), layer.GradientGain, 9);

        LayerPrediction causal = SignalPropagation.Predict([same with { Window = new WindowInfo(null, new WindowAxisInfo(8, 3, 1, 2, 4, 0), 64, 64) }]).Layers[0];
        Assert.Equal(Math.Sqrt((8 + 6 + 4) / 24.0), causal.SignalGain, 9);
    }

    [Fact]
    public void Units_that_move_together_are_not_known_behind_it()
    {
        LayerDesign equal = Same with { Diagonal = null, WeightMean = 0.5 };
        Assert.False(SignalPropagation.Predict([equal, equal, Pooling(4, isMax: true)]).IsKnown);
        Assert.True(SignalPropagation.Predict([equal, equal]).IsKnown);
    }

    private static LayerDesign Pooling(int count, bool isMax) => new(count, 1, Activation.Identity, 0)
    {
        Kind = LayerKind.Pooling,
        InputSize = 16 * 8,
        OutputSize = 16 * 8 / count,
        Window = new WindowInfo(null, new WindowAxisInfo(16, count, count, 1, 0, 0), 8, 8) { IsMax = isMax },
    };
}
