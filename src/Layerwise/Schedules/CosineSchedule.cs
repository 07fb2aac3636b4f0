namespace Layerwise;

/// <summary>
/// After a linear warm-up, half a cosine from 1 down to <see cref="Minimum"/> (Loshchilov &amp; Hutter 2017), where the rate then
/// stays: PyTorch's <c>CosineAnnealingLR</c>, with a warm-up after a <c>LinearLR</c>.
/// </summary>
public sealed record CosineSchedule : ISchedule
{
    /// <summary>A schedule over a whole training.</summary>
    /// <param name="steps">At least 1; <see cref="TrainerOptions.StepsPerEpoch"/> helps to count them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is less than 1.</exception>
    public CosineSchedule(long steps) => Steps = steps;

    /// <summary>Steps until the minimum, the warm-up included: at least 1, and at least <see cref="WarmupSteps"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public long Steps { get; init => field = Hyperparameter.AtLeast(value, Math.Max(1, WarmupSteps)); }

    /// <summary>Steps in which the rate grows to 1: from 0 to <see cref="Steps"/>. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public long WarmupSteps { get; init => field = Hyperparameter.Between(value, 0, Steps); }

    /// <summary>
    /// The factor of the first step of a warm-up, in [0, 1]; 0 for what every later one adds, 1/<see cref="WarmupSteps"/>. Default 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double WarmupStart { get; init => field = Hyperparameter.Share(value); }

    /// <summary>The factor at the end, in [0, 1]. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Minimum { get; init => field = Hyperparameter.Share(value); }

    /// <inheritdoc/>
    public double Factor(long step, int epoch)
    {
        double time = step - 1;
        if (time < WarmupSteps) return WarmupStart == 0 ? step / (double)WarmupSteps : WarmupStart + ((1 - WarmupStart) * time / WarmupSteps);
        if (time >= Steps) return Minimum;
        return Annealing.Cosine(1, Minimum, (time - WarmupSteps) / (Steps - WarmupSteps));
    }
}
