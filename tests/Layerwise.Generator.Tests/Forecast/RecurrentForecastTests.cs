using System.Globalization;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>What is predicted of recurrent layers, step by step, against what generated ones do.</summary>
[Trait("Category", "Slow")]
public sealed class RecurrentForecastTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.1;
    private const int Steps = 100;

    // The mean over draws scatters by as much where powers of ReLU multiply, and where a step brings one number.
    public static TheoryData<string, int> Layers => new()
    {
        { "Rnn(96, 96)", 96 },
        { "Rnn(64, 64, RecurrentGain = 1.3f)", 64 },
        { "Rnn(96, 96, RecurrentInit = Init.XavierUniform)", 96 },
        { "Rnn(96, 96, RecurrentInit = Init.Uniform)", 96 },
        { "Rnn(16, 128)", 16 },
        { "Rnn(96, 96, Activation.Relu)", 96 },
        { "Rnn(128, 128, Activation.Relu, RecurrentGain = 1.1f)", 128 },
        { "Rnn(128, 128, Activation.Relu, RecurrentInit = Init.XavierNormal)", 128 },
        { "Rnn(96, 96, Activation.Gelu)", 96 },
        { "Rnn(96, 96, Activation.Sigmoid)", 96 },
        { "Rnn(96, 96, Activation.Relu, RecurrentInit = Init.Identity)", 96 },
        { "Rnn(96, 96, Activation.Tanh, RecurrentInit = Init.Identity)", 96 },
        { "Gru(96, 96)", 96 },
        { "Gru(96, 96, RecurrentInit = Init.XavierUniform)", 96 },
        { "Gru(64, 64, RecurrentInit = Init.Uniform)", 64 },
        { "Gru(96, 96, RecurrentGain = 2)", 96 },
        { "Gru(96, 96, RecurrentInit = Init.Zeros)", 96 },
        { "Gru(8, 96)", 8 },
        { "Gru(1, 96)", 1 },
        { "Gru(96, 96, ResetAfter = false)", 96 },
        { "Gru(96, 96, ResetAfter = false, RecurrentGain = 2)", 96 },
        { "Gru(96, 96, ResetAfter = false, RecurrentInit = Init.XavierUniform)", 96 },
        { "Gru(8, 96, ResetAfter = false)", 8 },
        { "Lstm(96, 96)", 96 },
        { "Lstm(96, 96, ForgetBias = 0)", 96 },
        { "Lstm(96, 96, ForgetBias = 2)", 96 },
        { "Lstm(128, 128, RecurrentInit = Init.XavierNormal)", 128 },
        { "Lstm(96, 96, RecurrentInit = Init.Uniform)", 96 },
        { "Lstm(64, 64, RecurrentInit = Init.Uniform, ForgetBias = 0)", 64 },
        { "Lstm(96, 96, RecurrentInit = Init.Zeros)", 96 },
        { "Lstm(96, 96, Init.RandomNormal, InitScale = 0.3f)", 96 },
        { "Lstm(8, 96)", 8 },
        { "Lstm(1, 96)", 1 },
    };

    /// <summary>Those of this run.</summary>
    public static IEnumerable<object?[]> Drawn => Sweep.OneIn<object?[]>(8, [.. Layers]);

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Predicted_steps_are_those_of_generated_layers(string layer, int inputs)
    {
        StepGains gains = Measure(layer, inputs);

        foreach ((string what, double measured, double predicted) in Comparisons(gains))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {measured:F4}, predicted {predicted:F4}"));
        }

        Assert.All(Comparisons(gains), static row => Assert.InRange(row.Predicted / row.Measured, 1 - Tolerance, 1 + Tolerance));
    }

    // What a network says of itself has all that the generator knows.
    [Theory]
    [InlineData("Layer(4, 12, Activation.Relu) | Gru(12, 12, Residual = true) | Gru(12, 12, ResetAfter = false) | Lstm(12, 24, ForgetBias = 2) | Rnn(24, 16, Activation.Relu, LastStepOnly = true) | Layer(16, 3, Activation.Identity)")]
    [InlineData("Rnn(4, 12, Activation.Relu, RecurrentInit = Init.Identity, RecurrentGain = 0.9f, Dropout = 0.1f) | Rnn(12, 12, RecurrentInit = Init.Zeros) | Layer(12, 1, Activation.Tanh)")]
    public void A_program_is_told_the_same(string layers)
    {
        string[] attributes = layers.Split(" | ");
        (LayerGains.Comparison[] comparisons, bool isKnown) = LayerGains.ToldOf("40, 4", attributes);

        Assert.True(isKnown);
        Assert.Equal(2 * attributes.Length, comparisons.Length);
        Assert.All(comparisons, static comparison => Assert.InRange(comparison.Difference, 0, 1e-5));
    }

    [SkippableFact]
    public void The_table()
    {
        ForecastGrid.SkipUnlessAsked();
        var table = new DocumentedTable("steps");
        table.Row("layer", "signal at step 1, 5, 100", "measured", "gradient a step", "measured", "10⁻⁴ after", "measured");
        foreach (object?[] row in Layers)
        {
            StepGains gains = Measure((string)row[0]!, (int)row[1]!);
            TimePrediction told = gains.Predicted;
            int last = LastOf(gains);
            table.Row(
                ((string)row[0]!).Replace("Activation.", "", StringComparison.Ordinal).Replace("Init.", "", StringComparison.Ordinal),
                Numbers(told.SignalAt(1), told.SignalAt(5), told.SignalAt(Steps)),
                Numbers(gains.Signals[0], gains.Signals[4], gains.Signals[^1]),
                Numbers(Math.Pow(told.GradientAfter(last), 1.0 / last)),
                Numbers(Math.Pow(gains.Gradients[last], 1.0 / last)),
                EndOf(told.StepsUntilVanished is < Steps and var vanished ? vanished : null),
                EndOf(gains.StepsUntilVanished));
        }

        table.Write();

        static string Numbers(params double[] values) => string.Join(", ", values.Select(static value => value.ToString("G3", CultureInfo.InvariantCulture)));

        static string EndOf(int? steps) => steps is { } known ? known.ToString(CultureInfo.InvariantCulture) : $"> {Steps - 1}";
    }

    private static StepGains Measure(string layer, int inputs) => StepGains.Of(layer, Steps, inputs, seeds: inputs < 10 ? 64 : 24, rows: 4);

    // As far back as single precision tells, and no farther than the middle: the beginning of a sequence is no steady state.
    private static int LastOf(StepGains gains) => Math.Min(Steps / 2, gains.StepsUntilVanished ?? Steps);

    private static IEnumerable<(string What, double Measured, double Predicted)> Comparisons(StepGains gains)
    {
        foreach (int step in new[] { 1, 2, 5, 20, Steps }) yield return ($"signal at step {step}", gains.Signals[step - 1], gains.Predicted.SignalAt(step));
        yield return ("signal", gains.SignalGain, gains.Layer.SignalGain);
        yield return ("gradient", gains.GradientGain, gains.Layer.GradientGain);
        int last = LastOf(gains);
        yield return ($"gradient a step over {last}", Math.Pow(gains.Gradients[last], 1.0 / last), Math.Pow(gains.Predicted.GradientAfter(last), 1.0 / last));
        if (gains.StepsUntilVanished is { } vanished) yield return ("steps until gone", vanished, gains.Predicted.StepsUntilVanished ?? double.PositiveInfinity);
    }
}
