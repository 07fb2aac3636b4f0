namespace Layerwise;

/// <summary>
/// Has <see cref="Trainer{TNetwork}.Fit"/> watch the health of the network while it trains: at one of some steps it looks at what a batch leaves behind anyway, and the
/// reports of epochs say what was found (<see cref="EpochReport.Health"/>). A step allocates nothing for it, and no bit of the training is another.
/// </summary>
/// <remarks>
/// A report needs the batches of several looks, until they have seen enough samples; an epoch in which none was completed has none. What was seen for the next one is
/// no part of checkpoints. <c>dotnet run -c Release --project tests/Layerwise.Benchmarks -- watching</c> measures what it costs: at the
/// default less than 3 % of a step's time.
/// </remarks>
public sealed record HealthWatch
{
    /// <summary>One of so many steps is looked at, beginning with the first: at least 1. Default 40.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public int EverySteps { get; init => field = (int)Hyperparameter.AtLeast(value, 1); } = 40;

    /// <summary>Samples that a report is made of: at least 1. Default 256; of fewer, units may seem dead that seldom have something to say.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number outside that range.</exception>
    public int Samples { get; init => field = (int)Hyperparameter.AtLeast(value, 1); } = 256;
}
