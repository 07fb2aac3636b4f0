namespace Layerwise.Propagation;

/// <summary>A growing list of values, each with a weight and the scenario it belongs to.</summary>
internal sealed class NodeList
{
    private double[] _values = new double[128];
    private double[] _weights = new double[128];
    private int[] _scenarios = new int[128];

    public int Count { get; private set; }

    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, Count);

    public ReadOnlySpan<int> Scenarios => _scenarios.AsSpan(0, Count);

    public void Add(double value, double weight, int scenario)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, 2 * Count);
            Array.Resize(ref _weights, 2 * Count);
            Array.Resize(ref _scenarios, 2 * Count);
        }

        _values[Count] = value;
        _weights[Count] = weight;
        _scenarios[Count] = scenario;
        Count++;
    }

    /// <summary>Makes the weights from an index on add up to a number, so that what a rule leaves out does not pile up over the layers.</summary>
    public void Normalize(int start, double sum)
    {
        double total = 0;
        for (int i = start; i < Count; i++) total += _weights[i];
        for (int i = start; i < Count; i++) _weights[i] *= sum / total;
    }
}
