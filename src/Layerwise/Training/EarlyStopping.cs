namespace Layerwise;

/// <summary>
/// Ends training when the validation loss has not improved for some epochs, and goes back to the best one: Keras's
/// <c>EarlyStopping</c> with <c>restore_best_weights=True</c>.
/// </summary>
public sealed record EarlyStopping
{
    /// <summary>How many epochs in a row may pass without improvement until training ends, at least 1. Default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public int Patience { get; init => field = (int)Hyperparameter.AtLeast(value, 1); } = 10;

    /// <summary>An improvement is a validation loss below best − this: finite, at least 0. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public double MinimalImprovement { get; init => field = Hyperparameter.NotNegative(value); }
}
