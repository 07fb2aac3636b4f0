namespace Layerwise.Traits;

/// <summary>What the distribution of a matrix depends on, beside its initializer.</summary>
/// <param name="FanIn">Inputs that each output sees through a weight of its own, at least 1.</param>
/// <param name="FanOut">Outputs that each input reaches so, at least 1.</param>
/// <param name="NegativeSlope">Of the activation behind the product, where it is a rectifier; otherwise 0.</param>
internal readonly record struct WeightFans(int FanIn, int FanOut, double NegativeSlope)
{
    // Far above where floats lose digits.
    private const float LeastExact = 1e-30f;

    /// <summary>The variance of the Xavier initializers.</summary>
    public double Xavier(float gain)
    {
        // As long as a float holds it, in single precision: the bits of the weights follow from it.
        float square = gain * gain * 2;
        bool isHeld = square > LeastExact && !float.IsInfinity(square);
        return (isHeld ? square : 2.0 * gain * gain) / ((double)FanIn + FanOut);
    }

    /// <summary>The variance of the He initializers.</summary>
    public double He => 2 / ((1 + (NegativeSlope * NegativeSlope)) * FanIn);

    /// <summary>The variance of the LeCun initializers.</summary>
    public double LeCun => 1.0 / FanIn;

    /// <summary>What <see cref="Init.VarianceScaling"/> divides by.</summary>
    public double Of(FanMode mode) => mode switch
    {
        FanMode.FanIn => FanIn,
        FanMode.FanOut => FanOut,
        FanMode.Average => ((double)FanIn + FanOut) / 2,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Expected a member of FanMode."),
    };
}
