namespace Layerwise;

/// <summary>Multiplies the rate by <see cref="Decay"/> after every <see cref="Epochs"/> epochs: PyTorch's <c>StepLR</c>.</summary>
public sealed record StepSchedule : ISchedule
{
    /// <summary>A schedule of equal stairs.</summary>
    /// <param name="epochs">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is less than 1.</exception>
    public StepSchedule(int epochs) => Epochs = epochs;

    /// <summary>How many epochs have the same rate, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public int Epochs { get; init => field = (int)Hyperparameter.AtLeast(value, 1); }

    /// <summary>What the rate is multiplied by, in [0, 1]. Default 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Decay { get; init => field = Hyperparameter.Share(value); } = 0.1;

    /// <inheritdoc/>
    public double Factor(long step, int epoch) => Math.Pow(Decay, (epoch - 1) / Epochs);
}
