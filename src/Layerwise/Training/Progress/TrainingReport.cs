using System.Text;
using Layerwise.Reports;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Watches a training and writes a page about it: one HTML file with everything in it, for a browser. Curves of loss, accuracy, learning rate, gradients and steps, dead
/// and saturated units over the epochs, the forecast beside what was measured, weights, and which samples are misread.
/// </summary>
/// <remarks>
/// Pass it to <see cref="Trainer{TNetwork}.Fit"/> as the progress of epochs. After each epoch it looks at the network once (<see cref="Trainer{TNetwork}.Examine"/>), which
/// allocates.
/// </remarks>
/// <typeparam name="TNetwork">The network.</typeparam>
public sealed class TrainingReport<TNetwork> : IProgress<EpochReport>
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly Trainer<TNetwork> _trainer;
    private readonly Dataset _samples;
    private readonly IReadOnlyList<string>? _classNames;
    private readonly HealthReport _start;
    private readonly List<EpochReport> _epochs = [];
    private readonly List<HealthReport> _health = [];

    /// <summary>Looks at the network before the first epoch.</summary>
    /// <param name="trainer">What trains it.</param>
    /// <param name="samples">Samples to look at it by, best ones that it is not trained on.</param>
    /// <param name="classNames">What the classes are called, by their labels; null for their numbers.</param>
    /// <exception cref="ArgumentException">The samples don't fit the network, or there are more or fewer names than classes.</exception>
    public TrainingReport(Trainer<TNetwork> trainer, Dataset samples, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        _trainer = trainer;
        _samples = samples;
        _classNames = classNames;
        _start = trainer.Examine(samples);
        if (TrainingPage.HasClasses<TNetwork>()) _ = TrainingPage.Confusion(trainer.Network, samples, classNames);
    }

    /// <summary>Takes an epoch up.</summary>
    /// <param name="value">The epoch.</param>
    public void Report(EpochReport value)
    {
        _epochs.Add(value);
        _health.Add(_trainer.Examine(_samples));
    }

    /// <summary>Writes the page.</summary>
    /// <param name="path">The file; the old one, if there is one, stays until the new one is complete.</param>
    /// <exception cref="InvalidOperationException">No epoch was reported yet.</exception>
    /// <exception cref="IOException">It cannot be written; what was there is untouched.</exception>
    public void Save(string path)
    {
        if (_epochs.Count == 0) throw new InvalidOperationException("No epoch was reported yet: pass the report to Fit as epochProgress.");
        byte[] page = Encoding.UTF8.GetBytes(TrainingPage.Of(_trainer.Network, _samples, _classNames, _epochs, _start, _health));
        AtomicFile.Write(path, stream => stream.Write(page));
    }
}
