namespace Layerwise.Tests.Forecast;

/// <summary>Layers whose inputs are added to their outputs, and layers normalized over their units: by formula, and against simulated networks.</summary>
[Trait("Category", "Slow")]
public sealed class ResidualTests
{
    private const int Width = 200;
    private const int Depth = 8;

    public static TheoryData<Activation, double, bool, bool> Stacks => new()
    {
        { Activation.Identity, 1.0, true, false },
        { Activation.Relu, 2.0, true, false },
        { Activation.Tanh, 1.0, true, false },
        { Activation.Silu, 1.0, true, false },
        { Activation.Tanh, 4.0, false, true },
        { Activation.Relu, 0.5, false, true },
        { Activation.Sigmoid, 1.0, false, true },
        { Activation.Tanh, 2.0, true, true },
        { Activation.Relu, 1.0, true, true },
    };

    /// <summary>Those of this run: with a residual, normalized, and both.</summary>
    public static IEnumerable<object?[]> Drawn => Testing.Sweep.OneIn<object?[]>(2, [.. Stacks]);

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Signal_and_gradient_do_what_they_are_predicted_to(Activation activation, double power, bool isResidual, bool isNormalized)
    {
        var layer = new LayerDesign(Width, Width, activation, power / Width) { Residual = isResidual, LayerNormalization = isNormalized };
        Compare(layer);
    }

    [Theory]
    [InlineData(Activation.Identity, 0.5, false)]
    [InlineData(Activation.Tanh, 1.0, false)]
    [InlineData(Activation.Relu, 0.7, false)]
    [InlineData(Activation.Tanh, 1.0, true)]
    public void Weights_on_the_diagonal_tie_a_layer_to_its_own_inputs(Activation activation, double diagonal, bool isNormalized)
    {
        var layer = new LayerDesign(Width, Width, activation, 0) { Diagonal = diagonal, Residual = true, LayerNormalization = isNormalized };
        (double[] signal, double[] gradient) = SimulatedStack.Powers(layer, depth: 1);
        LayerPrediction predicted = SignalPropagation.Predict([layer]).Layers[0];
        Assert.Equal(1, signal[0] / Square(predicted.SignalGain), 0.08);
        Assert.Equal(1, gradient[0] / Square(predicted.GradientGain), 0.08);
    }

    // A softmax has no value of its own for a single unit, which the diagonal would tie to its input.
    [Theory]
    [InlineData(Activation.Softmax)]
    [InlineData(Activation.LogSoftmax)]
    public void A_whole_row_behind_a_diagonal_is_predicted(Activation activation)
    {
        var layer = new LayerDesign(Width, Width, activation, 0) { Diagonal = 1, Residual = true };
        Assert.All(SignalPropagation.Predict([layer, layer, layer]).Layers, static predicted => Assert.InRange(predicted.SignalGain, 0.9, 10));
    }

    [Fact]
    public void Powers_add_up()
    {
        LayerDesign layer = new(Width, Width, Activation.Identity, 0.25 / Width) { Residual = true };
        NetworkPrediction prediction = SignalPropagation.Predict([.. Enumerable.Repeat(layer, Depth)]);
        Assert.Equal(Math.Pow(1.25, Depth / 2.0), prediction.SignalGain, 8);
        Assert.Equal(Math.Pow(1.25, Depth / 2.0), prediction.GradientGain, 8);
    }

    [Fact]
    public void A_residual_keeps_the_gradient_of_a_deep_network_of_sigmoids()
    {
        LayerDesign layer = new(Width, Width, Activation.Sigmoid, 1.0 / Width);
        Assert.InRange(Predict(layer).GradientGain, 0, 1e-15);
        Assert.InRange(Predict(layer with { Residual = true }).GradientGain, 1, 10);

        static NetworkPrediction Predict(LayerDesign layer) => SignalPropagation.Predict([.. Enumerable.Repeat(layer, 30)]);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e3)]
    public void Layer_normalization_makes_a_layer_independent_of_the_size_of_its_weights(double variance)
    {
        LayerDesign layer = new(Width, Width, Activation.Relu, variance) { LayerNormalization = true, Bias = 3 };
        LayerPrediction predicted = SignalPropagation.Predict([layer, layer]).Layers[1];
        Assert.Equal(Math.Sqrt(0.5), predicted.SignalRms, 3);
        Assert.Equal(1, predicted.SignalGain, 3);
        Assert.Equal(1, predicted.GradientGain, 3);
    }

    [Fact]
    public void Layer_normalization_takes_away_what_weights_about_a_mean_have_in_common()
    {
        LayerDesign layer = new(Width, Width, Activation.Tanh, 1.0 / Width) { WeightMean = 0.5, LayerNormalization = true };
        LayerPrediction predicted = SignalPropagation.Predict([layer, layer]).Layers[1];
        LayerPrediction centered = SignalPropagation.Predict([layer with { WeightMean = 0 }, layer with { WeightMean = 0 }]).Layers[1];
        Assert.Equal(centered.SignalRms, predicted.SignalRms, 6);
    }

    [Fact]
    public void A_convolution_is_told_by_its_fans_and_its_sizes()
    {
        // 3 × 3 × 8 inputs for each of 16 outputs at 26 × 26 places, and then all of them into 10.
        LayerDesign convolution = new(9 * 8, 9 * 16, Activation.Relu, 2.0 / 72) { InputSize = 28 * 28 * 8, OutputSize = 26 * 26 * 16 };
        LayerDesign dense = new(26 * 26 * 16, 10, Activation.Identity, 1.0 / (26 * 26 * 16));
        NetworkPrediction prediction = SignalPropagation.Predict([convolution, dense]);
        Assert.Equal(1, prediction.Layers[0].SignalGain, 6);
        Assert.Equal(Math.Sqrt(72 * (26.0 * 26 * 16 / (28 * 28 * 8)) * (2.0 / 72) / 2), prediction.Layers[0].GradientGain, 6);

        ArgumentException error = Assert.Throws<ArgumentException>(() => SignalPropagation.Predict([convolution, dense with { FanIn = 9 }]));
        Assert.Contains("Layer 2: FanIn is 9; it must be the OutputSize of the layer before, 10816", error.Message, StringComparison.Ordinal);
    }

    // A single gain scatters by a few percent of its draws; the mean of eight by little more than one.
    private static void Compare(LayerDesign layer)
    {
        (double[] signal, double[] gradient) = SimulatedStack.Powers(layer, Depth);
        NetworkPrediction predicted = SignalPropagation.Predict([.. Enumerable.Repeat(layer, Depth)]);
        for (int l = 0; l < Depth; l++)
        {
            Assert.Equal(1, signal[l] / (l == 0 ? 1 : signal[l - 1]) / Square(predicted.Layers[l].SignalGain), 0.15);
            Assert.Equal(1, gradient[l] / (l == Depth - 1 ? 1 : gradient[l + 1]) / Square(predicted.Layers[l].GradientGain), 0.15);
        }

        Assert.Equal(1, Math.Pow(signal[Depth - 1] / Square(predicted.SignalGain), 1.0 / Depth), 0.03);
        Assert.Equal(1, Math.Pow(gradient[0] / Square(predicted.GradientGain), 1.0 / Depth), 0.03);
    }

    private static double Square(double value) => value * value;
}
