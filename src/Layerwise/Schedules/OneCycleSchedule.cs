namespace Layerwise;

/// <summary>
/// Up to the optimizer's rate and down to almost nothing, both along half a cosine (Smith &amp; Topin 2018): PyTorch's <c>OneCycleLR</c>
/// with <c>max_lr</c> the optimizer's rate and <c>cycle_momentum=False</c>. After the last step the rate stays.
/// </summary>
public sealed record OneCycleSchedule : ISchedule
{
    /// <summary>A schedule over a whole training.</summary>
    /// <param name="steps">At least 1; <see cref="TrainerOptions.StepsPerEpoch"/> helps to count them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is less than 1.</exception>
    public OneCycleSchedule(long steps) => Steps = steps;

    /// <summary>Steps of the whole cycle, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public long Steps { get; init => field = Hyperparameter.AtLeast(value, 1); }

    /// <summary>Share of the steps in which the rate grows, in [0, 1]. Default 0.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double RisingShare { get; init => field = Hyperparameter.Share(value); } = 0.3;

    /// <summary>What the first rate is smaller by than the largest: finite, greater than 0. Default 25.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double InitialDivisor { get; init => field = Hyperparameter.Positive(value); } = 25;

    /// <summary>What the last rate is smaller by than the first: finite, greater than 0. Default 10⁴.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double FinalDivisor { get; init => field = Hyperparameter.Positive(value); } = 1e4;

    /// <inheritdoc/>
    public double Factor(long step, int epoch)
    {
        double last = Steps - 1;
        double time = Math.Min(step - 1, last);
        double peak = (RisingShare * Steps) - 1;
        double initial = 1 / InitialDivisor;
        if (time < peak) return Annealing.Cosine(initial, 1, time / peak);

        double fallen = last > peak ? (time - peak) / (last - peak) : 0;
        return Annealing.Cosine(1, initial / FinalDivisor, fallen);
    }
}
