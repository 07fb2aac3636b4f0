namespace Playground.Training;

/// <summary>The losses of all steps as some hundred means, each over equally many steps.</summary>
internal sealed class LossCurve
{
    /// <summary>The most means; when there are so many, every two become one.</summary>
    public const int Most = 240;

    private readonly List<double> _means = [];
    private double _sum;
    private int _summed;

    /// <summary>Steps behind each mean.</summary>
    public int Stride { get; private set; } = 1;

    /// <summary>Steps so far.</summary>
    public int Steps { get; private set; }

    /// <summary>First to last.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>Adds the loss of one step.</summary>
    public void Add(double loss)
    {
        Steps++;
        _sum += loss;
        if (++_summed < Stride) return;
        _means.Add(_sum / _summed);
        _sum = 0;
        _summed = 0;
        if (_means.Count < Most) return;
        for (int i = 0; i < Most / 2; i++) _means[i] = (_means[2 * i] + _means[(2 * i) + 1]) / 2;
        _means.RemoveRange(Most / 2, Most / 2);
        Stride *= 2;
    }
}
