namespace Layerwise.Forecast.Moments;

/// <summary>
/// One of the cases that a sample may be for all units of a layer together. Weights whose mean is 0 know a single one, the Gaussian of mean-field
/// theory. Weights about another mean move all units together, by an amount that grows with n and not with √n: the units are then Gaussian and
/// independent of each other only within a case.
/// </summary>
/// <param name="Weight">Its probability.</param>
/// <param name="PreActivationMean">E[z] in this case.</param>
/// <param name="PreActivationVariance">Var[z] in this case, independent from unit to unit.</param>
internal sealed record Scenario(double Weight, double PreActivationMean, double PreActivationVariance)
{
    /// <summary>E[a], before dropout.</summary>
    public double Mean { get; set; }

    /// <summary>E[a²], before dropout.</summary>
    public double Power { get; set; }

    /// <summary>E[φ′].</summary>
    public double Slope { get; set; }

    /// <summary>E[φ′²].</summary>
    public double SlopePower { get; set; }

    /// <summary>The same of all cases together.</summary>
    public static Scenario Average(Scenario[] scenarios)
    {
        double mean = 0, power = 0, slope = 0, slopePower = 0;
        foreach (Scenario scenario in scenarios)
        {
            mean += scenario.Weight * scenario.Mean;
            power += scenario.Weight * scenario.Power;
            slope += scenario.Weight * scenario.Slope;
            slopePower += scenario.Weight * scenario.SlopePower;
        }

        return new Scenario(1, double.NaN, double.NaN) { Mean = mean, Power = power, Slope = slope, SlopePower = slopePower };
    }
}
