extern alias generator;

using System.Globalization;
using GeneratorPrediction = generator::Layerwise.NetworkPrediction;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>Batch normalization and dropout, predicted against the training-mode passes of generated networks.</summary>
[Trait("Category", "Slow")]
public sealed class TrainingTests
{
    private const int Width = 256;
    private const int Depth = 8;
    private const int Rows = 256;
    private const int Seeds = 8;
    private const double Tolerance = 0.1;
    private const string Normalized = "BatchNormalization = true";

    public static TheoryData<Init, float?, Activation, string> Sample => new()
    {
        { Init.HeNormal, null, Activation.Relu, Normalized },
        { Init.RandomNormal, 0.01f, Activation.Relu, Normalized },
        { Init.XavierNormal, null, Activation.Tanh, Normalized },
        { Init.RandomNormal, 1f, Activation.Tanh, Normalized },
        { Init.RandomNormal, 1f, Activation.Sigmoid, Normalized },
        { Init.HeUniform, null, Activation.Gelu, Normalized },
        { Init.HeNormal, null, Activation.Relu, "Dropout = 0.3f" },
        { Init.XavierNormal, null, Activation.Tanh, "Dropout = 0.5f" },
        { Init.XavierUniform, null, Activation.Sigmoid, "Dropout = 0.2f" },
        { Init.Identity, null, Activation.Relu, "Dropout = 0.2f" },
        { Init.HeNormal, null, Activation.Silu, $"{Normalized}, Dropout = 0.2f" },
        { Init.HeNormal, null, Activation.Relu, $"{Normalized}, Dropout = 0.5f" },
    };

    /// <summary>Those of this run.</summary>
    public static IEnumerable<object?[]> Drawn => Sweep.OneIn<object?[]>(3, [.. Sample]);

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Predicted_gains_are_those_of_a_training_step(Init init, float? scale, Activation activation, string options)
    {
        Comparison comparison = Compare(new Combination(init, scale, activation) { Options = options });

        Assert.InRange(comparison.WorstSignal, 0, Tolerance);
        Assert.InRange(comparison.PerLayer, 0, Tolerance);
    }

    [SkippableFact]
    public void The_table()
    {
        ForecastGrid.SkipUnlessAsked();
        var table = new DocumentedTable("training");
        table.Row("layers", "signal, worst layer, %", "gradient predicted", "gradient measured", "a layer, %");
        foreach (object?[] row in Sample)
        {
            var combination = new Combination((Init)row[0]!, (float?)row[1], (Activation)row[2]!) { Options = (string)row[3]! };
            Comparison comparison = Compare(combination);
            table.Row(
                combination.ToString(),
                (100 * comparison.WorstSignal).ToString("F1", CultureInfo.InvariantCulture),
                comparison.Predicted.GradientGain.ToString("G3", CultureInfo.InvariantCulture),
                comparison.Measured.Gradient.ToString("G3", CultureInfo.InvariantCulture),
                (100 * comparison.PerLayer).ToString("F1", CultureInfo.InvariantCulture));
        }

        table.Write();
    }

    private static Comparison Compare(Combination combination) =>
        new(combination.Predict(Width, Depth), combination.Measure(Width, Depth, new TrainingGains.Visitor(Seeds, Rows)));

    private sealed record Comparison(GeneratorPrediction Predicted, TrainingGains Measured)
    {
        /// <summary>Largest relative difference of a layer's signal gain.</summary>
        public double WorstSignal => Measured.Signal.Zip(Predicted.Layers, static (measured, layer) => Math.Abs((layer.SignalGain / measured) - 1)).Max();

        /// <summary>Relative difference of the gradient gain, as if all layers had the same share in it.</summary>
        public double PerLayer => Math.Abs(Math.Pow(Predicted.GradientGain / Measured.Gradient, 1.0 / Depth) - 1);
    }
}
