namespace Layerwise;

/// <summary>Adds up loss and right answers, batch by batch; batches count by their samples, or the weights of these.</summary>
internal struct Tally
{
    // A double: a float's sum over a million samples would lose the last batches.
    private double _loss;
    private double _weight;
    private long _right;
    private long _answers;
    private double _norms;
    private int _normCount;

    public readonly Evaluation Mean => new((float)(_loss / _weight), _answers == 0 ? null : (float)((double)_right / _answers));

    /// <summary>Null where no norm was added.</summary>
    public readonly double? MeanGradientNorm => _normCount == 0 ? null : _norms / _normCount;

    public void AddGradientNorm(double norm)
    {
        _norms += norm;
        _normCount++;
    }

    public void Add(float loss, double weight, int right, int answers)
    {
        _loss += loss * weight;
        _weight += weight;
        _right += right;
        _answers += answers;
    }

    public readonly void Write(NumberWriter numbers)
    {
        numbers.Add(_loss);
        numbers.Add(_weight);
        numbers.Add(_right);
        numbers.Add(_answers);
        numbers.Add(_norms);
        numbers.Add(_normCount);
    }

    public static Tally Read(NumberReader numbers) => new()
    {
        _loss = numbers.Next(),
        _weight = numbers.Next(),
        _right = numbers.NextCount(),
        _answers = numbers.NextCount(),
        _norms = numbers.Next(),
        _normCount = numbers.NextInt32(),
    };
}
