using System.Globalization;
using Xunit.Abstractions;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>What is predicted of convolutions, their borders, strides and groups, and of pooling, against what generated networks do.</summary>
[Trait("Category", "Slow")]
public sealed class ConvolutionForecastTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.1;

    public static TheoryData<string, string> Networks => new()
    {
        { "14, 14, 8", "Conv2D(8, 32, 3, Activation.Relu) | Conv2D(32, 32, 3, Activation.Relu) | Conv2D(32, 32, 3, Activation.Relu)" },
        { "8, 8, 8", "Conv2D(8, 32, 3, Activation.Relu, Padding = Padding.Same) | Conv2D(32, 32, 3, Activation.Relu, Padding = Padding.Same) | Conv2D(32, 32, 3, Activation.Relu, Padding = Padding.Same)" },
        { "4, 4, 16", "Conv2D(16, 48, 3, Activation.Tanh, Padding = Padding.Same) | Conv2D(48, 48, 3, Activation.Tanh, Padding = Padding.Same) | Conv2D(48, 48, 3, Activation.Tanh, Padding = Padding.Same) | Conv2D(48, 48, 3, Activation.Tanh, Padding = Padding.Same)" },
        { "4, 4, 16", "Conv2D(16, 48, 5, Activation.Relu, Padding = Padding.Same) | Conv2D(48, 48, 5, Activation.Relu, Padding = Padding.Same) | Conv2D(48, 48, 5, Activation.Relu, Padding = Padding.Same) | Conv2D(48, 48, 5, Activation.Relu, Padding = Padding.Same)" },
        { "24, 8", "Conv1D(8, 48, 5, Activation.Tanh, Padding = Padding.Causal, Dilation = 2) | Conv1D(48, 48, 5, Activation.Tanh, Padding = Padding.Causal, Dilation = 4)" },
        { "17, 17, 8", "Conv2D(8, 32, 3, Activation.Relu, Stride = 2, Padding = Padding.Same) | Conv2D(32, 64, 3, Activation.Relu, Stride = 2, ZeroPadding = 1) | Layer(1600, 20, Activation.Relu)" },
        { "16, 16, 8", "Conv2D(8, 32, 3, Activation.Relu, Init.HeNormal) | MaxPool2D(2) | Conv2D(32, 48, 3, Activation.Relu, Init.HeNormal) | MaxPool2D(2) | Layer(192, 30, Activation.Relu) | Layer(30, 10, Activation.Identity)" },
        { "16, 16, 8", "Conv2D(8, 32, 3, Activation.Relu) | Conv2D(32, 48, 3, Activation.Relu) | MaxPool2D(3) | Layer(768, 30, Activation.Relu)" },
        { "16, 16, 8", "Conv2D(8, 32, 3, Activation.Tanh) | Conv2D(32, 48, 3, Activation.Tanh) | MaxPool2D(2) | Conv2D(48, 32, 3, Activation.Tanh) | MaxPool2D(2)" },
        { "16, 16, 8", "Conv2D(8, 32, 3, Activation.Gelu) | Conv2D(32, 48, 3, Activation.Gelu) | MaxPool2D(2) | Conv2D(48, 32, 3, Activation.Gelu) | MaxPool2D(2)" },
        { "16, 16, 8", "Conv2D(8, 32, 3, Activation.Relu) | Conv2D(32, 48, 3, Activation.Relu) | AveragePool2D(2) | Conv2D(48, 32, 3, Activation.Relu) | AveragePool2D(2)" },
        { "16, 16, 8", "Conv2D(8, 32, 3, Activation.Tanh) | AveragePool2D(2) | Conv2D(32, 32, 3, Activation.Tanh) | GlobalAveragePool | Layer(32, 16, Activation.Tanh)" },
        { "10, 10, 8", "Conv2D(8, 48, 3, Activation.Relu) | Conv2D(48, 48, 3, Activation.Relu) | GlobalAveragePool | Layer(48, 20, Activation.Identity)" },
        { "17, 17, 16", "Conv2D(16, 32, 3, Activation.Relu) | MaxPool2D(3, Stride = 2) | Conv2D(32, 48, 3, Activation.Relu) | GlobalAveragePool" },
        { "17, 17, 16", "Conv2D(16, 32, 3, Activation.Relu) | AveragePool2D(3, Stride = 2, Padding = Padding.Same) | Conv2D(32, 48, 3, Activation.Relu) | GlobalAveragePool" },
        { "17, 17, 16", "Conv2D(16, 48, 3, Activation.Relu) | MaxPool2D(3, Stride = 2) | Layer(2352, 16, Activation.Identity)" },
        { "17, 17, 16", "Conv2D(16, 48, 3, Activation.Relu) | AveragePool2D(3, Stride = 2) | Layer(2352, 16, Activation.Identity)" },
        { "17, 17, 16", "Conv2D(16, 48, 3, Activation.Relu) | MaxPool2D(3, Stride = 2) | GlobalAveragePool" },
        { "16, 16, 8", "MaxPool2D(2) | Conv2D(8, 48, 3, Activation.Relu) | Conv2D(48, 32, 3, Activation.Relu)" },
        { "12, 12, 16", "Conv2D(16, 32, 3, Activation.Relu, BatchNormalization = true, Bias = false, Padding = Padding.Same) | Conv2D(32, 32, 3, Activation.Relu, Groups = 32, BatchNormalization = true, Bias = false, Padding = Padding.Same) | Conv2D(32, 48, 1, Activation.Relu, BatchNormalization = true, Bias = false) | GlobalAveragePool | Layer(48, 12, Activation.Identity)" },
        { "12, 12, 16", "Conv2D(16, 32, 3, Activation.Relu, LayerNormalization = true) | MaxPool2D(2) | Conv2D(32, 48, 3, Activation.Gelu, RmsNormalization = true) | GlobalAveragePool" },
        { "14, 14, 16", "Conv2D(16, 32, 3, Activation.Relu, GroupNormalization = 8) | Conv2D(32, 32, 3, Activation.Relu, GroupNormalization = 4) | MaxPool2D(2) | Conv2D(32, 48, 3, Activation.Tanh, GroupNormalization = 1) | GlobalAveragePool" },
        { "20, 20, 8", "Conv2D(8, 32, 3, Activation.Relu, GroupNormalization = 32) | Conv2D(32, 32, 3, Activation.Gelu, GroupNormalization = 16) | Conv2D(32, 32, 3, Activation.Relu, GroupNormalization = 32)" },
        { "14, 14, 32", "Conv2D(32, 32, 3, Activation.Relu, GroupNormalization = 4, Padding = Padding.Same, Order = LayerOrder.ActivateLinearAdd, Residual = true) | Conv2D(32, 32, 3, Activation.Relu, GroupNormalization = 8, Padding = Padding.Same, Order = LayerOrder.ActivateLinearAdd, Residual = true) | Conv2D(32, 32, 3, Activation.Tanh, GroupNormalization = 8, Order = LayerOrder.LinearActivateNormalize)" },
        { "32, 8", "Conv1D(8, 48, 5, Activation.Relu) | MaxPool1D(4) | Conv1D(48, 48, 3, Activation.Relu) | GlobalAveragePool" },
        { "10, 10, 32", "Conv2D(32, 32, 3, Activation.Relu, Padding = Padding.Same) | Conv2D(32, 32, 3, Activation.Identity, Padding = Padding.Same, Residual = true, ResidualSpan = 2) | MaxPool2D(2) | Conv2D(32, 32, 3, Activation.Relu, Padding = Padding.Same, Residual = true) | GlobalAveragePool" },
        { "10, 10, 16", "Conv2D(16, 48, 3, Activation.Relu, Stride = 2, Padding = Padding.Same) | Conv2D(48, 48, 3, Activation.Relu, Padding = Padding.Same, Residual = true, ResidualSpan = 2, Projection = true, Order = LayerOrder.LinearAddActivate) | AveragePool2D(2)" },
        { "12, 12, 32", "Conv2D(32, 32, 3, Activation.Tanh, Init.Identity, Padding = Padding.Same) | Conv2D(32, 32, 3, Activation.Tanh, Init.Identity, Stride = 2, Padding = Padding.Same) | MaxPool2D(2)" },
        { "12, 12, 16", "Conv2D(16, 32, 3, Activation.Relu, Dropout = 0.3f) | MaxPool2D(2) | Conv2D(32, 32, 3, Activation.Relu)" },
    };

    /// <summary>Those of this run.</summary>
    public static IEnumerable<object?[]> Drawn => Sweep.OneIn<object?[]>(10, [.. Networks]);

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Predicted_gains_are_those_of_generated_networks(string input, string layers)
    {
        LayerGains gains = Measure(input, layers);

        foreach (LayerGains.Comparison comparison in gains.Comparisons) output.WriteLine(comparison.ToString());
        Assert.All(gains.Comparisons, static comparison => Assert.InRange(comparison.Difference, 0, Tolerance));
    }

    // What a network says of itself has all that the generator knows.
    [Theory]
    [InlineData(
        "10, 10, 16",
        "Conv2D(16, 48, 3, Activation.Relu, Stride = 2, Padding = Padding.Same) | Conv2D(48, 24, 3, Activation.Tanh, Groups = 8, ZeroPadding = 1, Residual = true, ResidualSpan = 2, Projection = true) | AveragePool2D(3, Stride = 2, Padding = Padding.Same) | Layer(216, 5, Activation.Identity)")]
    [InlineData("14, 14, 16", "Conv2D(16, 32, 3, Activation.Relu, GroupNormalization = 8) | Conv2D(32, 32, 3, Activation.Tanh, GroupNormalization = 4, Order = LayerOrder.ActivateLinearAdd) | GlobalAveragePool")]
    [InlineData("24, 8", "Conv1D(8, 48, 5, Activation.Gelu, Padding = Padding.Causal, Dilation = 2) | MaxPool1D(3, Stride = 2) | Conv1D(48, 48, 3, Activation.Relu, BatchNormalization = true) | GlobalAveragePool")]
    public void A_program_is_told_the_same(string input, string layers)
    {
        string[] attributes = layers.Split(" | ");
        LayerGains.Comparison[] comparisons = LayerGains.ToldOf(input, attributes).Comparisons;
        Assert.Equal(2 * attributes.Length, comparisons.Length);
        Assert.All(comparisons, static comparison => Assert.InRange(comparison.Difference, 0, 1e-5));
    }

    [SkippableFact]
    public void The_table()
    {
        ForecastGrid.SkipUnlessAsked();
        var table = new DocumentedTable("convolutions");
        table.Row("input", "layers", "signal, worst layer, %", "gradient, worst layer, %");
        foreach (object?[] row in Networks)
        {
            LayerGains gains = Measure((string)row[0]!, (string)row[1]!);
            string Worst(string of)
            {
                double difference = gains.Comparisons.Where(comparison => comparison.What.EndsWith(of, StringComparison.Ordinal)).Max(static comparison => comparison.Difference);
                return (100 * difference).ToString("F1", CultureInfo.InvariantCulture);
            }

            table.Row(((string)row[0]!).Replace(", ", " × ", StringComparison.Ordinal), ShortOf((string)row[1]!), Worst("signal"), Worst("gradient"));
        }

        table.Write();
    }

    private static LayerGains Measure(string input, string layers) => LayerGains.Of(input, layers.Split(" | "), seeds: 48, rows: 8);

    private static string ShortOf(string layers) => layers
        .Replace(" | ", "; ", StringComparison.Ordinal)
        .Replace("Activation.", "", StringComparison.Ordinal)
        .Replace("Init.", "", StringComparison.Ordinal)
        .Replace("Padding = Padding.", "", StringComparison.Ordinal)
        .Replace("Order = LayerOrder.", "", StringComparison.Ordinal)
        .Replace(" = true", "", StringComparison.Ordinal);
}
