namespace Layerwise.Forecast.Cells;

/// <summary>From one step of a recurrent layer to all of them: the power of what it remembers until that settles, and the gradient back from there.</summary>
internal static class StepsOfCell
{
    private const int MostListed = 256;
    private const int Horizon = 10_000;
    private const double Settled = 1e-7;

    /// <summary>The forecast, for inputs that are independent from step to step.</summary>
    /// <param name="cell">One step.</param>
    /// <param name="ofInputs">Variance of x·W.</param>
    /// <param name="gain">The factor on the length of what U carries.</param>
    /// <param name="mixes">Whether U mixes the units.</param>
    /// <param name="hasGate">Whether a gate keeps the past.</param>
    /// <param name="steps">Steps of a sequence.</param>
    public static TimePrediction Of(ICellForecast cell, double ofInputs, double gain, bool mixes, bool hasGate, int steps)
    {
        double gainPower = gain * gain;
        var memory = new CarriedPower(mixes, power: 0);
        var powers = new List<double>();
        var step = default(CellMoments);
        var reading = default(CellReading);
        double returned = 0;

        // A gradient that goes back for longer than a sequence lasts finds what would have settled.
        for (int t = 0; t < Math.Max(steps, 2) && t < MostListed; t++)
        {
            double before = memory.Total;
            step = cell.Step(ofInputs, gainPower * reading.Power, before);
            returned = gain * step.Returned * reading.Slope;
            memory.Step(step.Kept, returned, step.Added + Varying(step, before, returned));
            reading = cell.Read(step, memory.Total);
            powers.Add(reading.Power);
            if (double.IsNaN(reading.Power) || double.IsInfinity(reading.Power) || Math.Abs(memory.Total - before) <= Settled * memory.Total) break;
        }

        returned = gain * step.Returned * reading.Slope;
        double ofPast = gainPower * step.ToPast;
        double ofGate = gainPower * reading.PastGate;
        double factor = Factor();
        var gradient = new CarriedPower(mixes, reading.SlopePower);
        double atOutput = 1;
        double entry = (step.ToInputs * gradient.Total) + (reading.PastGate * atOutput);
        var gradients = new List<double> { 1 };
        int? vanished = null;
        int? exploded = null;
        double latest = 1;
        for (int lag = 1; lag <= Horizon && vanished is null && exploded is null; lag++)
        {
            if (lag < MostListed)
            {
                double total = gradient.Total;
                atOutput = (ofPast * total) + (ofGate * atOutput);
                gradient.Step(step.Kept, returned, Varying(step, total, returned) + (reading.SlopePower * atOutput));
                latest = ((step.ToInputs * gradient.Total) + (reading.PastGate * atOutput)) / entry;
                gradients.Add(latest);
            }
            else
            {
                latest *= factor;
            }

            if (latest < TimePrediction.Gone * TimePrediction.Gone) vanished = lag;
            if (latest > 1 / (TimePrediction.Gone * TimePrediction.Gone)) exploded = lag;
        }

        return new TimePrediction
        {
            GradientFactor = Math.Sqrt(factor),
            GateFactor = hasGate ? step.Kept : null,
            StepsUntilVanished = vanished,
            StepsUntilExploded = exploded,
            Horizon = Horizon,
            SignalPowers = [.. powers],
            GradientPowers = [.. gradients],
            EntryPower = entry,
        };

        // What a step adds beyond what is the same at each, and so carried by another way.
        static double Varying(CellMoments step, double power, double returned) => (step.KeptPower - (step.Kept * step.Kept) - (returned * returned)) * power;

        // What goes back by the gate in front of h takes a step longer.
        double Factor()
        {
            double varying = step.KeptPower - (step.Kept * step.Kept) - (returned * returned);
            double result = CarriedPower.Factor(mixes, step.Kept, returned, varying + (reading.SlopePower * ofPast));
            for (int i = 0; i < 4 && result > ofGate; i++)
            {
                result = CarriedPower.Factor(mixes, step.Kept, returned, varying + (reading.SlopePower * ofPast / (1 - (ofGate / result))));
            }

            return result;
        }
    }
}
