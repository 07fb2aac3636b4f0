namespace Layerwise.Generator.Evaluation;

/// <summary>
/// How far outputs are from others, over samples: errors of single outputs, in units of the largest output of the sample, or of 1 where that is more.
/// </summary>
internal sealed class OutputErrors
{
    private double _sum;
    private long _count;

    /// <summary>The largest error.</summary>
    public double Largest { get; private set; }

    /// <summary>The mean of all errors.</summary>
    public double Mean => _count == 0 ? 0 : _sum / _count;

    /// <summary>Adds a sample.</summary>
    public void Add(double[] found, double[] wanted)
    {
        double unit = wanted.Aggregate(1.0, static (most, value) => Math.Max(most, Math.Abs(value)));
        for (int j = 0; j < wanted.Length; j++)
        {
            double error = found[j].Equals(wanted[j]) ? 0 : Math.Abs(found[j] - wanted[j]) / unit;
            if (double.IsNaN(error)) error = double.PositiveInfinity;
            _sum += error;
            _count++;
            Largest = Math.Max(Largest, error);
        }
    }
}
