using Layerwise.Forecast;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Text;

namespace Layerwise.Generator.Descriptions;

/// <summary>What hover and report say of a recurrent layer's steps.</summary>
internal static class TimeDescription
{
    /// <summary>Two sentences about its signal and its gradient.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="time">What is predicted of it.</param>
    public static string Of(LayerSpec layer, TimePrediction time)
    {
        int steps = layer.Steps;
        string signal = steps == 1
            ? $"h is {NumberText.Rounded(time.SignalAt(1))}"
            : $"h is {NumberText.Rounded(time.SignalAt(1))} after the first step and {NumberText.Rounded(time.SignalAt(steps))} after {NumberText.Grouped(steps)}";
        string gate = time.GateFactor is { } factor ? $" (the gate alone {ForecastText.Gain(factor)})" : "";
        return $"{signal}. The gradient is multiplied by {NumberText.Rounded(time.GradientFactor)} with each step back{gate}; {End(time)}.";
    }

    private static string End(TimePrediction time) =>
        time.StepsUntilVanished is { } vanished ? $"{Steps(vanished)} before the loss it is less than 10⁻⁴ of what it was"
        : time.StepsUntilExploded is { } exploded ? $"{Steps(exploded)} before the loss it is more than 10⁴ times what it was"
        : $"for {Steps(time.Horizon)} it stays between 10⁻⁴ and 10⁴ times what it was";

    private static string Steps(int count) => count == 1 ? $"{Literal.Of(1)} step" : $"{NumberText.Grouped(count)} steps";
}
