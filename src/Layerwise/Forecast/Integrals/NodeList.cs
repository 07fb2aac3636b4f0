namespace Layerwise.Forecast.Integrals;

/// <summary>A growing list of values of z, each with a weight, the scenario it belongs to, and what the activation makes of it.</summary>
internal sealed class NodeList
{
    private double[] _values = [];
    private double[] _weights = [];
    private double[] _activations = [];
    private double[] _slopes = [];
    private int[] _scenarios = [];

    public int Count { get; private set; }

    /// <summary>z.</summary>
    public Span<double> Values => _values.AsSpan(0, Count);

    public Span<double> Weights => _weights.AsSpan(0, Count);

    /// <summary>φ(z), before dropout.</summary>
    public Span<double> Activations => _activations.AsSpan(0, Count);

    /// <summary>φ′(z).</summary>
    public Span<double> Slopes => _slopes.AsSpan(0, Count);

    public ReadOnlySpan<int> Scenarios => _scenarios.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(double value, double weight, int scenario)
    {
        int index = Extend(1, scenario);
        _values[index] = value;
        _weights[index] = weight;
    }

    /// <summary>Makes room for some nodes of a scenario; what they are is written to the spans.</summary>
    /// <returns>The index of the first.</returns>
    public int Extend(int count, int scenario)
    {
        int start = Count;
        Count += count;
        if (Count > _values.Length)
        {
            int capacity = Math.Max(Count, 2 * _values.Length);
            Array.Resize(ref _values, capacity);
            Array.Resize(ref _weights, capacity);
            Array.Resize(ref _activations, capacity);
            Array.Resize(ref _slopes, capacity);
            Array.Resize(ref _scenarios, capacity);
        }

        _scenarios.AsSpan(start, count).Fill(scenario);
        return start;
    }

    /// <summary>Makes the weights from an index on add up to a number, so that what a rule leaves out does not pile up over the layers.</summary>
    public void Normalize(int start, double sum)
    {
        Span<double> weights = Weights.Slice(start);
        double total = 0;
        foreach (double weight in weights) total += weight;
        double factor = sum / total;
        foreach (ref double weight in weights) weight *= factor;
    }
}
