namespace Layerwise;

/// <summary>A call of <see cref="Trainer{TNetwork}.Fit"/> that has not come to its end, with all that the next one needs to take it up.</summary>
/// <param name="sampleCount">Samples in the training data: they decide the order in which an epoch takes them.</param>
/// <param name="best">What early stopping knows; null without it.</param>
/// <param name="carried">What the rows of the last batch remember; null where they don't go on.</param>
internal sealed class FitCall(int sampleCount, BestEpoch? best, CarriedStates? carried)
{
    // A field, because it is a struct that changes in place.
    public Tally Tally;

    public int SampleCount => sampleCount;

    public BestEpoch? Best => best;

    public CarriedStates? Carried => carried;

    /// <summary>Batches done in the epoch that is not over.</summary>
    public int Batches { get; set; }

    /// <summary>The learning rate of the last step.</summary>
    public double LearningRate { get; set; }

    /// <summary>The epochs that are over.</summary>
    public List<EpochReport> History { get; } = [];

    /// <summary>Epochs completed or begun.</summary>
    public int EpochsBegun => History.Count + (Batches > 0 ? 1 : 0);
}
