namespace Layerwise;

/// <summary>Remembers the epoch with the smallest validation loss, and when it is time to give up looking for a better one.</summary>
internal sealed class BestEpoch(EarlyStopping settings, Snapshot snapshot)
{
    private double _loss = double.PositiveInfinity;
    private int _epochsSince;

    /// <summary>The end of the best epoch, once <see cref="IsKnown"/>.</summary>
    public Snapshot Snapshot => snapshot;

    /// <summary>False as long as no validation loss was a number.</summary>
    public bool IsKnown => _loss < double.PositiveInfinity;

    /// <summary>Whether as many epochs passed without improvement as the settings allow.</summary>
    public bool IsLongAgo => _epochsSince >= settings.Patience;

    /// <summary>Whether an epoch is the best so far; if so, the caller takes the snapshot.</summary>
    public bool IsImprovedBy(double loss)
    {
        bool isBetter = loss < _loss - settings.MinimalImprovement;
        if (isBetter) _loss = loss;
        _epochsSince = isBetter ? 0 : _epochsSince + 1;
        return isBetter;
    }

    public void Write(NumberWriter numbers)
    {
        numbers.Add(_loss);
        numbers.Add(_epochsSince);
        snapshot.Position.Write(numbers);
    }

    public void Read(NumberReader numbers)
    {
        _loss = numbers.Next();
        _epochsSince = numbers.NextInt32();
        snapshot.Position = TrainingPosition.Read(numbers);
    }
}
