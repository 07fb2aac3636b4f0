using Layerwise.Reference;

namespace Layerwise.Conformance;

/// <summary>Random parameters and samples for one network, the same for the same seed on every machine.</summary>
internal sealed class SampleData
{
    private readonly Random _random;

    public SampleData(ReferenceNetwork network, int seed)
    {
        _random = new Random(seed);
        Network = network;
        Parameters = [.. network.Layers.SelectMany(ParametersOf)];
    }

    public ReferenceNetwork Network { get; }

    public float[] Parameters { get; }

    public float[] Uniform(int count, double bound) => [.. Enumerable.Range(0, count).Select(_ => (float)((_random.NextDouble() * 2 * bound) - bound))];

    /// <summary>Of all layers, near those that training starts with: means near 0, variances near 1.</summary>
    public float[] RunningStatistics() =>
        [.. Network.Layers.SelectMany(layer => layer.FirstStatistics.Zip(Uniform(layer.FirstStatistics.Length, 0.5), static (first, moved) => (float)first + moved))];

    public int[] Labels(int rows, int classes) => [.. Enumerable.Range(0, rows).Select(_ => _random.Next(classes))];

    /// <summary>
    /// Targets in the range of the loss: any number, −1 or 1, or in [0, 1]. Those of the entropies add up to 1 only within what the range
    /// admits, so that formulas which take their sum for 1 are found out.
    /// </summary>
    public float[] Targets(int rows)
    {
        float[][] heads = [.. Network.Heads.Select(head => Targets(rows, head.Loss.Kind, head.Size))];
        return heads.Length == 1
            ? heads[0]
            : [.. Enumerable.Range(0, rows).SelectMany(row => heads.SelectMany((head, h) => head.Skip(row * Network.Heads[h].Size).Take(Network.Heads[h].Size)))];
    }

    private float[] Targets(int rows, Loss loss, int width)
    {
        return loss switch
        {
            Loss.BinaryCrossEntropy or Loss.BinaryCrossEntropyWithLogits => Draw(() => _random.NextSingle()),
            Loss.CrossEntropy or Loss.KullbackLeibler => [.. Enumerable.Range(0, rows).SelectMany(_ => Distribution(width))],
            Loss.Hinge => Draw(() => _random.Next(2) == 0 ? -1f : 1f),
            Loss.MeanSquaredError or Loss.MeanAbsoluteError or Loss.Huber or Loss.SmoothL1 => Uniform(rows * width, 2),
            _ => throw new InvalidOperationException($"No such loss: {loss}."),
        };

        float[] Draw(Func<float> next) => [.. Enumerable.Range(0, rows * width).Select(_ => next())];
    }

    private float[] Distribution(int width)
    {
        float[] masses = [.. Enumerable.Range(0, width).Select(_ => 0.01f + _random.NextSingle())];
        float sum = masses.Sum() / (0.985f + (0.03f * _random.NextSingle()));
        return [.. masses.Select(mass => mass / sum)];
    }

    // Variance 1/fanIn keeps the signal's size from layer to layer; biases of the same size show whether they are added at all.
    private float[] ParametersOf(ReferenceLayer layer) => Uniform(layer.ParameterCount, Math.Sqrt(3.0 / layer.FanIn));
}
