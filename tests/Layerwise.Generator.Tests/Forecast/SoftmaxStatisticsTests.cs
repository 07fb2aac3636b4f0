namespace Layerwise.Generator.Tests.Forecast;

/// <summary>Up to a deviation of 1 the softmax is integrated on the scale of the Gaussian, beyond it on its own: both say the same where they meet.</summary>
public sealed class SoftmaxStatisticsTests
{
    [Theory]
    [InlineData(2, Activation.Softmax)]
    [InlineData(10, Activation.Softmax)]
    [InlineData(1000, Activation.Softmax)]
    [InlineData(2, Activation.LogSoftmax)]
    [InlineData(10, Activation.LogSoftmax)]
    [InlineData(1000, Activation.LogSoftmax)]
    public void Narrow_and_wide_pre_activations_meet(int count, Activation activation)
    {
        LayerPrediction narrow = Predicted(1);
        LayerPrediction wide = Predicted(1 + 1e-9);

        AssertNear(narrow.ActivationMean, wide.ActivationMean);
        AssertNear(narrow.SignalGain, wide.SignalGain);
        AssertNear(narrow.GradientGain, wide.GradientGain);
        AssertNear(narrow.DerivativeMean, wide.DerivativeMean);

        LayerPrediction Predicted(double variance) => SignalPropagation.Predict([new LayerDesign(1, count, activation, variance)]).Layers[0];

        void AssertNear(double expected, double actual) => Assert.InRange(actual, expected - (1e-6 * Math.Abs(expected)), expected + (1e-6 * Math.Abs(expected)));
    }
}
