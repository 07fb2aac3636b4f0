namespace Layerwise;

/// <summary>
/// Multiplies the learning rate by <see cref="Decay"/> when the loss has not improved for more than <see cref="Patience"/> epochs:
/// PyTorch's <c>ReduceLROnPlateau</c> with <c>mode="min"</c>, <c>threshold_mode="rel"</c> and <c>eps=0</c>.
/// </summary>
/// <remarks>
/// What it remembers is a <see cref="PlateauState"/> that the caller keeps, saves and restores; the default value is where it starts.
/// </remarks>
public sealed record ReduceOnPlateau
{
    /// <summary>What the rate is multiplied by, in [0, 1). Default 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Decay { get; init => field = Hyperparameter.Fraction(value); } = 0.1;

    /// <summary>Epochs without improvement that are put up with, at least 0. Default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public int Patience { get; init => field = (int)Hyperparameter.AtLeast(value, 0); } = 10;

    /// <summary>An improvement is a loss below (1 − this)·best: in [0, 1). Default 0.0001.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Threshold { get; init => field = Hyperparameter.Fraction(value); } = 1e-4;

    /// <summary>Epochs after a reduction in which nothing is counted, at least 0. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public int Cooldown { get; init => field = (int)Hyperparameter.AtLeast(value, 0); }

    /// <summary>The factor never falls below this, in [0, 1]. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Minimum { get; init => field = Hyperparameter.Share(value); }

    /// <summary>The factor on the learning rate, to be multiplied by that of a schedule.</summary>
    /// <param name="state">Where things stand.</param>
    /// <returns>In [0, 1].</returns>
    public double Factor(PlateauState state) =>
        state.Reductions == 0 ? 1 : Math.Max(Minimum, Math.Pow(Decay, state.Reductions));

    /// <summary>Takes in the loss of one more epoch.</summary>
    /// <param name="state">Where things stood before.</param>
    /// <param name="loss">NaN is no improvement.</param>
    /// <returns>Where they stand now.</returns>
    public PlateauState Next(PlateauState state, double loss)
    {
        bool isBetter = loss < (state.Best ?? double.PositiveInfinity) * (1 - Threshold);
        int bad = isBetter ? 0 : state.BadEpochs + 1;
        int cooldown = state.Cooldown;
        if (cooldown > 0)
        {
            cooldown--;
            bad = 0;
        }

        state = state with { Best = isBetter ? loss : state.Best, BadEpochs = bad, Cooldown = cooldown };
        return bad > Patience ? state with { BadEpochs = 0, Cooldown = Cooldown, Reductions = state.Reductions + 1 } : state;
    }
}
