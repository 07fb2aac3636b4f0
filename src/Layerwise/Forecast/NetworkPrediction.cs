using Layerwise.Forecast;
using Layerwise.Text;

namespace Layerwise;

/// <summary>What is to be expected of a network before the first step of training.</summary>
/// <param name="InputPower">The mean square of the inputs, E[x²], that was assumed.</param>
/// <param name="Layers">First to last.</param>
public sealed record NetworkPrediction(double InputPower, IReadOnlyList<LayerPrediction> Layers)
{
    /// <summary>√(E[a²] / E[x²]) of the outputs a and the inputs x: the product of the layers' signal gains. Of several outputs, over the numbers of all of them.</summary>
    public double SignalGain => (OutputRms ?? Layers[Layers.Count - 1].SignalRms) / Math.Sqrt(InputPower);

    /// <summary>√(E[(∂L/∂x)²] / E[(∂L/∂a)²]) from the outputs a back to the inputs x: the product of the layers' gradient gains.</summary>
    public double GradientGain => InputGradientRms ?? Layers[0].GradientRms * Layers[0].GradientGain;

    // Around layers that hand nothing back, connections may hand back everything, and no factor of the former tells.
    internal double? InputGradientRms { get; init; }

    internal double? OutputRms { get; init; }

    /// <summary>Whether nothing in the network is unknown.</summary>
    public bool IsKnown => Layers.All(static layer => layer.IsKnown);

    /// <summary>For people: the whole network in one line, and below it a table with a row for each layer, the same in every culture.</summary>
    public override string ToString()
    {
        string summary =
            $"inputs of mean square {ForecastText.Number(InputPower)}: signal {ForecastText.Gain(SignalGain)}, gradient {ForecastText.Gain(GradientGain)}";
        string[][] rows =
        [
            ["layer", "signal", "RMS", "gradient", "RMS", "saturated", "dead"],
            .. Layers.Select(static (layer, index) => new[]
            {
                ForecastText.Number(index + 1),
                ForecastText.Gain(layer.SignalGain),
                ForecastText.Number(layer.SignalRms),
                ForecastText.Gain(layer.GradientGain),
                ForecastText.Number(layer.GradientRms),
                ForecastText.Share(layer.SaturatedShare),
                ForecastText.Share(layer.DeadUnitRisk),
            }),
        ];
        return string.Join("\n", new[] { summary }.Concat(TextTable.Lines(">>>>>>>", rows)));
    }
}
