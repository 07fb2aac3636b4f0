namespace Layerwise.Tests.Forecast;

/// <summary>Known results of mean-field theory, by networks of width 256.</summary>
public sealed class SignalPropagationTests
{
    private const int Width = 256;

    // Simulated with 32 seeds at depth 12 before this was written: 0.627, 0.898, 0.942; 0.999; 0.711; 0.236; 2.975; 128.1.
    [Theory]
    [InlineData(Activation.Tanh, 1.0 / Width, 1, 0.628)]
    [InlineData(Activation.Tanh, 1.0 / Width, 5, 0.899)]
    [InlineData(Activation.Tanh, 1.0 / Width, 9, 0.943)]
    [InlineData(Activation.Relu, 2.0 / Width, 6, 1.000)]
    [InlineData(Activation.Relu, 1.0 / Width, 6, 0.707)]
    public void Signal_gains(Activation activation, double variance, int layer, double gain) =>
        Assert.Equal(gain, Predict(12, activation, variance).Layers[layer - 1].SignalGain, 3);

    [Theory]
    [InlineData(Activation.Sigmoid, 1.0 / Width, 0.236)]
    [InlineData(Activation.Tanh, 1.0, 2.955)]
    [InlineData(Activation.Relu, 2.0 / Width, 1.000)]
    [InlineData(Activation.Relu, 1.0 / Width, 0.707)]
    public void Gradient_gains(Activation activation, double variance, double gain) =>
        Assert.Equal(gain, Predict(12, activation, variance).Layers[5].GradientGain, 3);

    [Fact]
    public void Weights_about_a_half_move_all_units_together()
    {
        LayerPrediction layer = Predict(12, Activation.Relu, 1.0 / 12, static design => design with { WeightMean = 0.5 }).Layers[5];

        Assert.Equal(128, layer.SignalGain, 1);
        Assert.Equal(128, layer.GradientGain, 1);
    }

    [Theory]
    [InlineData(300, 75)]
    [InlineData(75, 300)]
    public void A_linear_layer_multiplies_by_the_number_of_terms(int fanIn, int fanOut)
    {
        NetworkPrediction prediction = SignalPropagation.Predict([new LayerDesign(fanIn, fanOut, Activation.Identity, 0.01)]);

        Assert.Equal(Math.Sqrt(0.01 * fanIn), prediction.SignalGain, 8);
        Assert.Equal(Math.Sqrt(0.01 * fanOut), prediction.GradientGain, 10);
    }

    [Fact]
    public void Drawn_biases_add_their_variance_in_each_layer()
    {
        NetworkPrediction prediction = Predict(3, Activation.Identity, 0.5 / Width, static design => design with { BiasVariance = 0.25 });

        double power = 1;
        foreach (LayerPrediction layer in prediction.Layers)
        {
            power = (0.5 * power) + 0.25;
            Assert.Equal(Math.Sqrt(power), layer.SignalRms, 6);
        }
    }

    // All samples have them in common, and so a batch normalization takes them away again.
    [Fact]
    public void Batch_normalization_does_not_see_drawn_biases()
    {
        double[] gains = [.. new[] { 0, 0.25 }.Select(static variance =>
        {
            var layer = new LayerDesign(Width, Width, Activation.Identity, 1.0 / Width) { BiasVariance = variance };
            return SignalPropagation.Predict([layer, layer, layer with { BatchNormalization = true }]).Layers[2].GradientGain;
        })];

        Assert.Equal(gains[0], gains[1], 8);
    }

    [Fact]
    public void Klambauers_fixed_point_of_selu()
    {
        LayerPrediction layer = Predict(30, Activation.Selu, 1.0 / Width).Layers[29];

        Assert.Equal(0, layer.ActivationMean, 6);
        Assert.Equal(1, layer.ActivationVariance, 6);
    }

    // Yang et al. 2019: the gradient of a normalized ReLU network explodes.
    [Theory]
    [InlineData(2.0 / Width)]
    [InlineData(1.0)]
    public void Batch_normalization_of_relu(double variance)
    {
        NetworkPrediction prediction = Predict(12, Activation.Relu, variance, static design => design with { BatchNormalization = true });

        Assert.Equal(Math.Sqrt(Math.PI / (Math.PI - 1)), prediction.Layers[6].GradientGain, 3);
        Assert.Equal(1, prediction.Layers[6].SignalGain, 3);
        Assert.Equal(Math.Sqrt(0.5), prediction.Layers[6].SignalRms, 3);
    }

    [Fact]
    public void Dropout_scales_the_power_both_ways()
    {
        LayerPrediction layer = Predict(3, Activation.Identity, 1.0 / Width, static design => design with { Dropout = 0.75 }).Layers[1];

        Assert.Equal(2, layer.SignalGain, 8);
        Assert.Equal(2, layer.GradientGain, 8);
    }

    [Fact]
    public void Units_that_do_not_mix_pass_a_relu_once()
    {
        NetworkPrediction prediction = Predict(8, Activation.Relu, 0, static design => design with { Diagonal = 1 });

        Assert.Equal(Math.Sqrt(0.5), prediction.SignalGain, 8);
        Assert.Equal(Math.Sqrt(0.5), prediction.GradientGain, 8);
    }

    [Fact]
    public void Constant_weights_add_up_what_all_units_share()
    {
        NetworkPrediction prediction = Predict(3, Activation.Identity, 0, static design => design with { WeightMean = 0.5 });

        Assert.Equal(0.5 * Math.Sqrt(Width), prediction.Layers[0].SignalGain, 6);
        Assert.Equal(0.5 * Width, prediction.Layers[1].SignalGain, 6);
        Assert.Equal(0.5 * Width, prediction.Layers[1].GradientGain, 6);
        Assert.Equal(0.5 * Math.Sqrt(Width), prediction.Layers[2].GradientGain, 6);
    }

    [Fact]
    public void Nothing_gets_through_zeros()
    {
        NetworkPrediction prediction = Predict(3, Activation.Relu, 0);

        Assert.Equal(0, prediction.SignalGain);
        Assert.Equal(0, prediction.GradientGain);
        Assert.All(prediction.Layers, static layer => Assert.Equal(1, layer.DeadUnitRisk));
    }

    // Exactly proportional activations: a factor on the weights is one on both gains, a factor on the inputs none.
    [Theory]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.LeakyRelu)]
    [InlineData(Activation.PRelu)]
    public void Scaling_of_proportional_activations(Activation activation)
    {
        static LayerDesign Leaky(LayerDesign design) => design with { Slope = 0.2 };
        NetworkPrediction one = Predict(4, activation, 1.0 / Width, Leaky);
        NetworkPrediction threefold = Predict(4, activation, 9.0 / Width, Leaky, inputPower: 0.01);

        Assert.Equal(81 * one.SignalGain, threefold.SignalGain, 8);
        Assert.Equal(81 * one.GradientGain, threefold.GradientGain, 8);
    }

    [Fact]
    public void Small_signals_see_a_tanh_as_a_straight_line()
    {
        NetworkPrediction prediction = Predict(4, Activation.Tanh, 1.0 / Width, inputPower: 1e-8);

        Assert.Equal(1, prediction.SignalGain, 6);
        Assert.Equal(1, prediction.GradientGain, 6);
    }

    // Far out a tanh is a step: E[φ′²] = ∫sech⁴ · density(0)/σ = 4/(3·√(2π)·σ).
    [Fact]
    public void Large_signals_see_a_tanh_as_a_step()
    {
        LayerPrediction layer = Predict(1, Activation.Tanh, 1e6).Layers[0];
        double deviation = Math.Sqrt(1e6 * Width);

        Assert.Equal(1, layer.SignalRms, 3);
        Assert.Equal(4 / (3 * Math.Sqrt(2 * Math.PI)), layer.DerivativePower * deviation, 6);
        Assert.Equal(1, layer.SaturatedShare, 3);
    }

    [Fact]
    public void Overlapping_samples_leave_units_of_a_deep_relu_network_dead()
    {
        double[] risk = [.. Predict(20, Activation.Relu, 2.0 / Width).Layers.Select(static layer => layer.DeadUnitRisk)];

        Assert.Equal(0, risk[0]);
        Assert.True(risk[19] > 0.1 && risk[19] < 0.4, $"{risk[19]}");
        Assert.Equal(risk.Order(), risk);
    }

    [Fact]
    public void A_negative_bias_leaves_units_dead() =>
        Assert.Equal(1, Predict(1, Activation.Relu, 1.0 / Width, static design => design with { Bias = -4 }).Layers[0].DeadUnitRisk, 3);

    [Fact]
    public void Signal_and_gradient_are_the_products_of_the_gains()
    {
        NetworkPrediction prediction = Predict(9, Activation.Gelu, 2.0 / Width);

        Assert.Equal(prediction.Layers.Aggregate(1.0, static (product, layer) => product * layer.SignalGain), prediction.SignalGain, 10);
        Assert.Equal(prediction.Layers.Aggregate(1.0, static (product, layer) => product * layer.GradientGain), prediction.GradientGain, 10);
        Assert.Equal(1, prediction.Layers[8].GradientRms);
    }

    [Fact]
    public void A_loss_that_takes_the_derivative_away()
    {
        LayerDesign sigmoid = new(Width, 10, Activation.Sigmoid, 1.0 / Width);

        Assert.Equal(Math.Sqrt(10.0 / Width), SignalPropagation.Predict([sigmoid with { IsFusedWithLoss = true }]).GradientGain, 10);
        Assert.True(SignalPropagation.Predict([sigmoid]).GradientGain < 0.25 * Math.Sqrt(10.0 / Width));
    }

    private static NetworkPrediction Predict(
        int depth, Activation activation, double variance, Func<LayerDesign, LayerDesign>? options = null, double inputPower = 1)
    {
        var design = new LayerDesign(Width, Width, activation, variance);
        return SignalPropagation.Predict([.. Enumerable.Repeat(options?.Invoke(design) ?? design, depth)], inputPower);
    }
}
