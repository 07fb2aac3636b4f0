using System.Globalization;
using Layerwise.Forecast;
using Layerwise.Text;

namespace Layerwise;

/// <summary>
/// What is to be expected of a recurrent layer from step to step before training, averaged over units, sequences and seeds, for inputs that are independent from step to step.
/// </summary>
/// <remarks>
/// The gradient is that of a loss at one step, with respect to what the layer is given at steps before it. A step multiplies its power by f² + b² + √(4·f²·b² + s²): f is what the
/// gate keeps on average, b what comes back through U, whose weights are the same at each step so that its paths add up, and s the power of what varies from step to step.
/// Mean-field theory with other weights at each step (Gilboa et al. 2019) has f² + b² + s there.
/// </remarks>
public sealed record TimePrediction
{
    /// <summary>What is left of a gradient that counts as gone, and one over it of one that explodes.</summary>
    internal const double Gone = 1e-4;

    /// <summary>The factor on the size of the gradient from a step to the one before it, many steps before the loss.</summary>
    public double GradientFactor { get; init; }

    /// <summary>What the gate that keeps the past passes on by itself, without what comes back through U: its mean at birth. Null for a plain layer, which has none.</summary>
    public double? GateFactor { get; init; }

    /// <summary>After how many steps back the gradient is less than 10⁻⁴ of what it is at the step of the loss; null where it isn't within <see cref="Horizon"/>.</summary>
    public int? StepsUntilVanished { get; init; }

    /// <summary>After how many steps back the gradient is more than 10⁴ times what it is at the step of the loss; null where it isn't within <see cref="Horizon"/>.</summary>
    public int? StepsUntilExploded { get; init; }

    /// <summary>How many steps back were looked at.</summary>
    public int Horizon { get; init; }

    /// <summary>E[h²] behind the first steps, at least one; behind them it goes on as their last ones do.</summary>
    internal double[] SignalPowers { get; init; } = [];

    /// <summary>The power of the gradient 0, 1, … steps back over that at the step of the loss, at least two; behind them <see cref="GradientFactor"/> goes on.</summary>
    internal double[] GradientPowers { get; init; } = [];

    /// <summary>E[(∂h/∂z)²] summed over the gates, z being their sums, at the step of the loss.</summary>
    internal double EntryPower { get; init; }

    /// <summary>What <see cref="GradientPower"/> is for losses at every step, where the steps of a sequence differ so much that it does not follow from the last one.</summary>
    internal double? PowerOfAllLosses { get; init; }

    /// <summary>√E[h²] behind a step.</summary>
    /// <param name="step">Which one: 1 for the first, at which nothing is remembered yet.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is less than 1.</exception>
    public double SignalAt(int step)
    {
        if (step < 1) throw new ArgumentOutOfRangeException(nameof(step), step, "Steps are counted from 1.");
        return Math.Sqrt(SignalPowerAt(step));
    }

    /// <summary>The size of the gradient so many steps before the loss, over that at its step.</summary>
    /// <param name="steps">At least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is less than 0.</exception>
    public double GradientAfter(int steps)
    {
        if (steps < 0) throw new ArgumentOutOfRangeException(nameof(steps), steps, "The number of steps must be at least 0.");
        int last = GradientPowers.Length - 1;
        return steps <= last ? Math.Sqrt(GradientPowers[steps]) : Math.Sqrt(GradientPowers[last]) * Math.Pow(GradientFactor, steps - last);
    }

    /// <summary>For people: "signal 0.167 to 0.226, gradient ×0.828 a step (the gate ×0.71), 10⁻⁴ after 46 steps", the same in every culture.</summary>
    public override string ToString()
    {
        string gate = GateFactor is { } factor ? $" (the gate {ForecastText.Gain(factor)})" : "";
        string signal = $"{ForecastText.Number(SignalAt(1))} to {ForecastText.Number(Math.Sqrt(SignalPowers[SignalPowers.Length - 1]))}";
        return $"signal {signal}, gradient {ForecastText.Gain(GradientFactor)} a step{gate}, {Ends}";
    }

    /// <summary>Where the gradient ends: "10⁻⁴ after 46 steps".</summary>
    internal string Ends =>
        StepsUntilVanished is { } vanished ? $"10⁻⁴ after {Steps(vanished)}"
        : StepsUntilExploded is { } exploded ? $"10⁴ after {Steps(exploded)}"
        : $"between 10⁻⁴ and 10⁴ for {Steps(Horizon)}";

    /// <summary>The mean of E[h²] over the steps of a sequence, or what it is at the last one.</summary>
    internal double SignalPower(int steps, bool lastOnly)
    {
        if (lastOnly) return SignalPowerAt(steps);
        double sum = 0;
        int listed = Math.Min(steps, SignalPowers.Length);
        for (int t = 1; t <= listed; t++) sum += SignalPowerAt(t);

        // What is not listed grows or shrinks evenly: its mean is near that of its middle and its ends.
        int rest = steps - listed;
        if (rest > 0) sum += rest * (SignalPowerAt(listed + 1) + (4 * SignalPowerAt(listed + 1 + (rest / 2))) + SignalPowerAt(steps)) / 6;
        return sum / steps;
    }

    /// <summary>
    /// The power of the gradient with respect to what the layer is given, mean over the steps, over that with respect to what it makes: gradients of power 1 that enter at every
    /// step, or at the last one.
    /// </summary>
    internal double GradientPower(int steps, bool lastOnly)
    {
        const int Most = 1_000_000;
        if (!lastOnly && PowerOfAllLosses is { } known) return known;
        double sum = 0;
        for (int lag = 0; lag < Math.Min(steps, Most); lag++)
        {
            double gradient = GradientAfter(lag);
            double part = gradient * gradient * (lastOnly ? 1 : steps - lag) / steps;
            sum += part;
            if (double.IsInfinity(sum) || double.IsNaN(sum) || (lag >= GradientPowers.Length && part < 1e-12 * sum && GradientFactor < 1)) break;
        }

        return sum * EntryPower;
    }

    private static string Steps(int count) => count == 1 ? "1 step" : count.ToString("#,0", CultureInfo.InvariantCulture) + " steps";

    private double SignalPowerAt(int step)
    {
        int count = SignalPowers.Length;
        if (step <= count) return SignalPowers[step - 1];
        double last = SignalPowers[count - 1];
        if (count < 3) return last;
        double growth = last - SignalPowers[count - 2];
        double before = SignalPowers[count - 2] - SignalPowers[count - 3];
        double ratio = before == 0 ? 0 : growth / before;
        int more = step - count;

        // Increments that stay the same, or that all have one ratio.
        return Math.Abs(ratio - 1) < 1e-3 ? last + (growth * more) : last + (growth * ratio * (Math.Pow(ratio, more) - 1) / (ratio - 1));
    }
}
