namespace Layerwise;

/// <summary>How the parameters of one layer are trained apart from those of the others (<see cref="TrainerOptions.Layers"/>).</summary>
/// <param name="Layer">Zero-based index of the layer.</param>
public sealed record LayerTuning(int Layer)
{
    /// <summary>
    /// Whether steps change its parameters. The gradients of a layer that is frozen so count neither for a limit on their norm nor for the optimizer; running estimates of a batch
    /// normalization still follow the batches, as in PyTorch. Default true.
    /// </summary>
    public bool IsTrainable { get; init; } = true;

    /// <summary>What the learning rate is multiplied by: finite, at least 0. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double RateFactor { get; init => field = Hyperparameter.NotNegative(value); } = 1;

    /// <summary>The weight decay in place of that of the optimizer: finite, at least 0; null for that of the optimizer. Default null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double? WeightDecay { get; init => field = value is double decay ? Hyperparameter.NotNegative(decay) : null; }

    /// <summary>
    /// The largest norm that the weights of one unit of a dense layer or one filter of a convolution may have after a step, all those that lead to it: longer ones are shortened to
    /// it (Srebro and Shraibman 2005; Srivastava et al. 2014, section 5.1): finite, greater than 0; null for no limit. Default null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double? MaxNorm { get; init => field = value is double limit ? Hyperparameter.Positive(limit) : null; }
}
