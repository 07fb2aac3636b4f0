using Layerwise.Forecast;
using Layerwise.Text;

namespace Layerwise.Tests.Forecast;

/// <summary>What Console.WriteLine prints of a prediction.</summary>
public sealed class ForecastTextTests
{
    private static readonly LayerPrediction Known = new()
    {
        SignalGain = 0.9512,
        SignalRms = 0.95,
        GradientGain = 1.0234,
        GradientRms = 12.5,
        SaturatedShare = 0.5,
        DeadUnitRisk = 0.0123,
    };

    [Fact]
    public void A_layer_is_a_line() => Assert.Equal("signal ×0.951, gradient ×1.02, saturated 50.0 %, dead 1.2 %", Known.ToString());

    [Fact]
    public void A_network_is_a_line_and_a_table()
    {
        LayerPrediction unknown = new() { SignalGain = double.NaN, SignalRms = double.NaN, GradientGain = double.NaN, GradientRms = 1, DeadUnitRisk = double.NaN };
        Assert.Equal(
            """
            inputs of mean square 0.3: signal unknown, gradient ×12.8
            layer   signal      RMS  gradient   RMS  saturated     dead
                1   ×0.951     0.95     ×1.02  12.5     50.0 %    1.2 %
                2  unknown  unknown   unknown     1      0.0 %  unknown
            """.ReplaceLineEndings("\n"),
            new NetworkPrediction(0.3, [Known, unknown]).ToString());
    }

    [Fact]
    public void Numbers_that_are_far_away_are_powers_of_ten() =>
        Assert.StartsWith("signal ×1.41·10⁷, gradient ×4.32·10⁻⁵,", (Known with { SignalGain = 1.41e7, GradientGain = 4.32e-5 }).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Cells_stand_in_columns() =>
        Assert.Equal(["a   bcd  e", "ab    d", "     12"], TextTable.Lines("<><", [["a", "bcd", "e"], ["ab", "d", ""], ["", "12", ""]]));
}
