namespace Layerwise;

/// <summary>Adds up loss and right answers, batch by batch; batches count by their samples.</summary>
internal struct Tally
{
    // A double: a float's sum over a million samples would lose the last batches.
    private double _loss;
    private long _samples;
    private long _right;
    private long _answers;
    private double _norms;
    private int _normCount;

    public readonly Evaluation Mean => new((float)(_loss / _samples), _answers == 0 ? null : (float)((double)_right / _answers));

    /// <summary>Null where no norm was added.</summary>
    public readonly double? MeanGradientNorm => _normCount == 0 ? null : _norms / _normCount;

    public void AddGradientNorm(double norm)
    {
        _norms += norm;
        _normCount++;
    }

    public void Add<TNetwork>(float loss, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
        where TNetwork : class, INetwork<TNetwork>
    {
        int rows = outputs.Length / TNetwork.OutputSize;
        (int right, int answers) = Metrics.CountRight(outputs, targets, TNetwork.OutputSize, TNetwork.Loss);
        _loss += (double)loss * rows;
        _samples += rows;
        _right += right;
        _answers += answers;
    }
}
