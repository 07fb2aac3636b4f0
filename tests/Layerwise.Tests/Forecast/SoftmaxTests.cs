namespace Layerwise.Tests.Forecast;

public sealed class SoftmaxTests
{
    // Of two, p = 1/(1 + e⁻ᵈ) with d = z₁ − z₂ ~ N(0, 2σ²), and the Jacobian is p(1 − p)·(1, −1; −1, 1).
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.9)]
    [InlineData(1.1)]
    [InlineData(4)]
    [InlineData(50)]
    public void Of_two_it_is_a_sigmoid_of_the_difference(double deviation)
    {
        LayerPrediction softmax = Predict(Activation.Softmax, 2, deviation);
        LayerPrediction sigmoid = SignalPropagation.Predict([new LayerDesign(1, 1, Activation.Sigmoid, 2 * deviation * deviation)]).Layers[0];

        Assert.Equal(sigmoid.SignalRms, softmax.SignalRms, 3);
        Assert.Equal(2 * sigmoid.DerivativePower, softmax.DerivativePower, 3);
        Assert.Equal(0.5, softmax.ActivationMean, 10);
    }

    // E[p²], E[(∂L/∂z)²], and E[a²] of LogSoftmax: averages over 20 000 rows of 10, 2 000 of 1000 (numpy), three digits.
    [Theory]
    [InlineData(10, 0.5, 0.0123, 0.0102, 6.05)]
    [InlineData(10, 2, 0.0390, 0.0124, 18.3)]
    [InlineData(10, 16, 0.0904, 0.00304, 906)]
    [InlineData(1000, 1, 2.71e-6, 2.71e-6, 55.9)]
    [InlineData(1000, 5, 3.92e-4, 9.64e-5, 315)]
    public void Of_many(int count, double deviation, double power, double jacobian, double logPower)
    {
        LayerPrediction softmax = Predict(Activation.Softmax, count, deviation);
        LayerPrediction logarithm = Predict(Activation.LogSoftmax, count, deviation);

        Assert.Equal(1, softmax.SignalRms * softmax.SignalRms / power, 0.03);
        Assert.Equal(1, softmax.DerivativePower / jacobian, 0.06);
        Assert.Equal(1, logarithm.SignalRms * logarithm.SignalRms / logPower, 0.01);
    }

    [Fact]
    public void Of_one_there_is_nothing_to_choose()
    {
        Assert.Equal(1, Predict(Activation.Softmax, 1, 3).SignalRms);
        Assert.Equal(0, Predict(Activation.Softmax, 1, 3).DerivativePower);
        Assert.Equal(0, Predict(Activation.LogSoftmax, 1, 3).SignalRms);
    }

    private static LayerPrediction Predict(Activation activation, int count, double deviation) =>
        SignalPropagation.Predict([new LayerDesign(1, count, activation, deviation * deviation)]).Layers[0];
}
