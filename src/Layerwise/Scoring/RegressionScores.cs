using Layerwise.Runtime;

namespace Layerwise;

/// <summary>Adds up how near the outputs of a network come to numbers.</summary>
/// <remarks>Adding allocates nothing. NaN among the outputs makes the scores of its output NaN.</remarks>
public sealed class RegressionScores
{
    private readonly Sums[] _sums;

    /// <summary>Without samples yet.</summary>
    /// <param name="outputSize">Floats of one sample's output, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputSize"/> is less than 1.</exception>
    public RegressionScores(int outputSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        _sums = new Sums[outputSize];
    }

    /// <summary>Floats of one sample's output.</summary>
    public int OutputSize => _sums.Length;

    /// <summary>Number of samples.</summary>
    public long Count => _sums[0].Count;

    /// <summary>The mean over all outputs, each of which counts alike (scikit-learn's <c>uniform_average</c>); NaN where there are no samples.</summary>
    public RegressionScore Mean
    {
        get
        {
            RegressionScore[] all = [.. Enumerable.Range(0, OutputSize).Select(Output)];
            return new RegressionScore(
                all.Average(static score => score.MeanAbsoluteError),
                all.Average(static score => score.RootMeanSquaredError),
                all.Average(static score => score.RSquared));
        }
    }

    /// <summary>The outputs of a network, by inference.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="head">Which output, where the network has several (<see cref="OutputAttribute"/>); null for the only one.</param>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, a target is outside the range of its loss, or the network has no such output.</exception>
    public static RegressionScores Of<TNetwork>(TNetwork network, Dataset samples, string? head = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        HeadInfo asked = HeadsOf<TNetwork>.Named(head);
        var scores = new RegressionScores(asked.Size);
        Predictions.Show(network, samples, asked, scores.Add);
        return scores;
    }

    /// <summary>Adds samples.</summary>
    /// <param name="outputs">[rows, <see cref="OutputSize"/>].</param>
    /// <param name="targets">[rows, <see cref="OutputSize"/>].</param>
    /// <exception cref="ArgumentException">A length does not fit; nothing was added.</exception>
    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        int rows = Guard.Rows(outputs.Length, OutputSize, nameof(outputs));
        Guard.Length(targets.Length, rows, OutputSize, nameof(targets));
        for (int i = 0; i < outputs.Length; i++) _sums[i % _sums.Length].Add(outputs[i], targets[i]);
    }

    /// <summary>The scores of one output; NaN where there are no samples.</summary>
    /// <param name="output">Zero-based index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public RegressionScore Output(int output)
    {
        if ((uint)output >= (uint)OutputSize)
        {
            throw new ArgumentOutOfRangeException(nameof(output), output, $"Outputs are counted from 0; there are {OutputSize} of them.");
        }

        return _sums[output].Score;
    }

    /// <summary>Forgets all samples.</summary>
    public void Clear() => Array.Clear(_sums);

    /// <summary>The mean over all outputs, for people.</summary>
    public override string ToString() => Mean.ToString();

    private struct Sums
    {
        private double _absolute;
        private double _squared;
        private double _mean;
        private double _variance;

        public long Count { get; private set; }

        public readonly RegressionScore Score => new(_absolute / Count, Math.Sqrt(_squared / Count), RSquared);

        private readonly double RSquared
        {
            get
            {
                if (Count == 0 || _variance > 0 || double.IsNaN(_squared)) return 1 - (_squared / _variance);
                return _squared == 0 ? 1 : 0;
            }
        }

        // Welford 1962: targets far from 0 leave no digits to a difference of sums of squares.
        public void Add(float output, float target)
        {
            double error = (double)target - output;
            _absolute += Math.Abs(error);
            _squared += error * error;
            Count++;
            double fromMean = target - _mean;
            _mean += fromMean / Count;
            _variance += fromMean * (target - _mean);
        }
    }
}
