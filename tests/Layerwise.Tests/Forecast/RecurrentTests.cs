namespace Layerwise.Tests.Forecast;

/// <summary>Recurrent layers where the answer is known in closed form. Generated networks are the other half.</summary>
public sealed class RecurrentTests
{
    private const int Units = 64;

    public static TheoryData<string, LayerDesign> Faults => new()
    {
        { "Layer 1: Kind is Gru and Recurrence is null", Of(LayerKind.Gru, gain: 1) with { Recurrence = null } },
        { "Layer 1: Kind is Dense and Recurrence is not null", Of(LayerKind.Dense, gain: 1) },
        { "Layer 1: Recurrence has 0 steps", Of(LayerKind.Rnn, gain: 1) with { Recurrence = new RecurrenceInfo(0, 1) } },
        { "Layer 1: Recurrence.WeightVariance is -1", Of(LayerKind.Rnn, gain: 1) with { Recurrence = new RecurrenceInfo(1, -1) } },
        { "Layer 1: Recurrence.ForgetBias is NaN", Of(LayerKind.Lstm, gain: 1) with { Recurrence = new RecurrenceInfo(1, 1) { ForgetBias = float.NaN } } },
        { "Layer 1: a normalization is true", Of(LayerKind.Rnn, gain: 1) with { LayerNormalization = true } },
        { "Layer 1: Order is LinearAddActivate", Of(LayerKind.Rnn, gain: 1) with { Order = LayerOrder.LinearAddActivate } },
        { "Layer 1: Bias is 1", Of(LayerKind.Rnn, gain: 1) with { Bias = 1 } },
        { "Layer 1: Activation is Softmax", Of(LayerKind.Rnn, gain: 1) with { Activation = Activation.Softmax } },
    };

    [Theory]
    [InlineData(0.5, 14, null)]
    [InlineData(0.9, 88, null)]
    [InlineData(1, null, null)]
    [InlineData(2, null, 14)]
    public void A_linear_layer_multiplies_by_its_gain(double gain, int? vanished, int? exploded)
    {
        TimePrediction time = Predict(Of(LayerKind.Rnn, gain));

        Assert.Equal(gain, time.GradientFactor, 1e-6);
        Assert.Equal(Math.Pow(gain, 5), time.GradientAfter(5), 1e-5);
        Assert.Equal(vanished, time.StepsUntilVanished);
        Assert.Equal(exploded, time.StepsUntilExploded);
        Assert.Equal(Math.Sqrt(Enumerable.Range(0, 10).Sum(step => Math.Pow(gain, 2 * step))), time.SignalAt(10), 1e-4);
        Assert.Null(time.GateFactor);
    }

    // A growth that goes on is told beyond what is worked out step by step.
    [Fact]
    public void A_sum_of_all_steps_grows_by_the_same_with_each() =>
        Assert.Equal(Math.Sqrt(5000), Predict(Of(LayerKind.Rnn, gain: 1, steps: 5000)).SignalAt(5000), 0.01);

    // The chance that a symmetric walk stays above 0 for n steps is that of n heads in 2n throws (Sparre Andersen 1954), whatever the steps.
    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(200)]
    public void Rectified_units_that_remember_themselves_are_a_walk(int steps)
    {
        double above = 1;
        for (int n = 1; n <= steps; n++) above *= ((2 * n) - 1.0) / (2 * n);
        TimePrediction time = Predict(Of(LayerKind.Rnn, gain: 1, steps) with
        {
            Activation = Activation.Relu,
            Recurrence = new RecurrenceInfo(steps, 1f / Units) { Diagonal = 1, WeightMean = 1f / Units },
        });

        // All steps are above 0 where the gradient comes through to the first; the last one is with what is left.
        Assert.Equal(Math.Sqrt(above / (1 - above)), time.GradientAfter(steps - 1), 0.005);
        Assert.Null(time.StepsUntilVanished);
    }

    // Without a way back through U what is left is E[f²], of gates that are drawn anew with each step's inputs.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_cell_by_itself_keeps_what_the_forget_gate_does(float forgetBias)
    {
        TimePrediction time = Predict(Of(LayerKind.Lstm, gain: 0, forgetBias: forgetBias));
        double mean = 0, power = 0, total = 0;
        for (double z = -8; z <= 8; z += 0.001)
        {
            double weight = Math.Exp(-z * z / 2);
            double gate = 1 / (1 + Math.Exp(-z - forgetBias));
            (mean, power, total) = (mean + (weight * gate), power + (weight * gate * gate), total + weight);
        }

        Assert.Equal(Math.Sqrt(power / total), time.GradientFactor, 1e-6);
        Assert.Equal(mean / total, time.GateFactor!.Value, 1e-6);
    }

    // Where nothing moves the gates, a step is f + b·U with the same U each time: f and b add up, as powers would not.
    [Theory]
    [InlineData(LayerKind.Lstm, 0f, 1, 0.75)]
    [InlineData(LayerKind.Lstm, 0f, 2, 1)]
    [InlineData(LayerKind.Lstm, 1f, 1, 0.9810586)]
    [InlineData(LayerKind.Gru, 0f, 1, 0.75)]
    [InlineData(LayerKind.Gru, 0f, 1.5, 0.875)]
    public void The_same_matrix_at_each_step_adds_up(LayerKind kind, float forgetBias, double gain, double factor)
    {
        TimePrediction time = Predict(Of(kind, gain, forgetBias: forgetBias) with { WeightVariance = 1e-12 });

        Assert.Equal(factor, time.GradientFactor, 1e-5);
    }

    [Fact]
    public void What_has_a_mean_of_its_own_is_unknown()
    {
        LayerDesign layer = Of(LayerKind.Gru, gain: 1);
        foreach (LayerDesign unknown in new[] { layer with { WeightMean = 0.1 }, layer with { Recurrence = layer.Recurrence! with { WeightMean = 0.1f } } })
        {
            LayerPrediction prediction = SignalPropagation.Predict([unknown, new LayerDesign(Units, 1, Activation.Identity, 0.1)]).Layers[0];
            Assert.False(prediction.IsKnown);
            Assert.True(double.IsNaN(prediction.GradientGain));
            Assert.Null(prediction.OverTime);
        }
    }

    // A sum over all steps of the gradients that come back to each, or the mean of those of the last.
    [Fact]
    public void A_loss_at_the_last_step_reaches_all_of_them()
    {
        LayerDesign layer = Of(LayerKind.Rnn, gain: 0.5, steps: 4);
        double Gain(LayerDesign design) => SignalPropagation.Predict([design]).Layers[0].GradientGain;

        Assert.Equal(Math.Sqrt((1 + 0.25 + 0.0625 + 0.015625) / 4), Gain(layer with { Recurrence = layer.Recurrence! with { LastStepOnly = true } }), 1e-6);
        Assert.Equal(Math.Sqrt((4 + (3 * 0.25) + (2 * 0.0625) + 0.015625) / 4), Gain(layer), 1e-6);
    }

    [Fact]
    public void A_residual_connection_adds_the_inputs()
    {
        LayerPrediction plain = SignalPropagation.Predict([Of(LayerKind.Gru, gain: 1)]).Layers[0];
        LayerPrediction residual = SignalPropagation.Predict([Of(LayerKind.Gru, gain: 1) with { Residual = true }]).Layers[0];

        Assert.Equal(Math.Sqrt(1 + (plain.SignalGain * plain.SignalGain)), residual.SignalGain, 1e-9);
        Assert.Equal(Math.Sqrt(1 + (plain.GradientGain * plain.GradientGain)), residual.GradientGain, 1e-9);
    }

    [Fact]
    public void It_says_itself_what_it_is()
    {
        TimePrediction time = Predict(Of(LayerKind.Rnn, gain: 0.5));
        Assert.Equal("signal 1 to 1.15, gradient ×0.5 a step, 10⁻⁴ after 14 steps", time.ToString());
        Assert.Throws<ArgumentOutOfRangeException>("step", () => time.SignalAt(0));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => time.GradientAfter(-1));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_cannot_be_predicted_is_refused(string message, LayerDesign layer) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => SignalPropagation.Predict([layer])).Message, StringComparison.Ordinal);

    private static LayerDesign Of(LayerKind kind, double gain, int steps = 64, float forgetBias = 0) => new(Units, Units, Activation.Identity, 1.0 / Units)
    {
        Kind = kind,
        Recurrence = new RecurrenceInfo(steps, (float)(gain * gain / Units)) { ForgetBias = forgetBias },
    };

    private static TimePrediction Predict(LayerDesign layer) => SignalPropagation.Predict([layer]).Layers[0].OverTime!;
}
