namespace Layerwise;

/// <summary>Multiplies the rate by <see cref="Decay"/> after every epoch: PyTorch's <c>ExponentialLR</c>.</summary>
public sealed record ExponentialSchedule : ISchedule
{
    /// <summary>A schedule that decays a little after every epoch.</summary>
    /// <param name="decay">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside.</exception>
    public ExponentialSchedule(double decay) => Decay = decay;

    /// <summary>What the rate is multiplied by, in [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double Decay { get; init => field = Hyperparameter.Share(value); }

    /// <inheritdoc/>
    public double Factor(long step, int epoch) => Math.Pow(Decay, epoch - 1);
}
