namespace Layerwise;

/// <summary>The numbers of one input or one target over all samples.</summary>
internal sealed class ColumnStatistics
{
    // Beyond ten times the distance between the quartiles lies none of 10²⁰ normal values, and one in some hundreds of a skewed column.
    private const double FarAway = 10;

    // Of a large data set, quartiles of so many samples are as good as those of all.
    private const int MostSorted = 4096;

    /// <summary>A row of values, by its number.</summary>
    public delegate ReadOnlySpan<float> RowReader(int sample);

    /// <summary>How many values are finite.</summary>
    public int Count { get; private set; }

    /// <summary>How many values are NaN or infinite.</summary>
    public int NotFinite { get; private set; }

    /// <summary>The first sample with such a value.</summary>
    public int FirstNotFinite { get; private set; } = -1;

    /// <summary>The first value that is not finite.</summary>
    public float NotFiniteValue { get; private set; }

    /// <summary>The least finite value.</summary>
    public float Least { get; private set; } = float.PositiveInfinity;

    /// <summary>The largest finite value.</summary>
    public float Largest { get; private set; } = float.NegativeInfinity;

    /// <summary>The mean of the finite values.</summary>
    public double Mean { get; private set; }

    /// <summary>Their standard deviation, with the mean square over their number.</summary>
    public double Deviation { get; private set; }

    /// <summary>The median of the finite values.</summary>
    public double Median { get; private set; }

    /// <summary>How many values lie far from all others.</summary>
    public int Outliers { get; private set; }

    /// <summary>The sample whose value lies farthest out.</summary>
    public int FarthestSample { get; private set; } = -1;

    /// <summary>The value that lies farthest out.</summary>
    public float Farthest { get; private set; }

    /// <summary>Whether there is only one value.</summary>
    public bool IsConstant => Count > 0 && Least == Largest;

    /// <summary>Looks at all samples, three times.</summary>
    public static ColumnStatistics[] Of(int rows, int columns, RowReader row)
    {
        var statistics = new ColumnStatistics[columns];
        for (int column = 0; column < columns; column++) statistics[column] = new ColumnStatistics();
        for (int sample = 0; sample < rows; sample++)
        {
            ReadOnlySpan<float> values = row(sample);
            for (int column = 0; column < columns; column++) statistics[column].Add(values[column], sample);
        }

        foreach (ColumnStatistics column in statistics) column.Mean /= Math.Max(column.Count, 1);
        for (int sample = 0; sample < rows; sample++)
        {
            ReadOnlySpan<float> values = row(sample);
            for (int column = 0; column < columns; column++) statistics[column].AddDeviation(values[column]);
        }

        foreach (ColumnStatistics column in statistics) column.Deviation = Math.Sqrt(column.Deviation / Math.Max(column.Count, 1));
        for (int column = 0; column < columns; column++) statistics[column].FindOutliers(rows, column, row);
        return statistics;
    }

    private void Add(float value, int sample)
    {
        if (!float.IsFinite(value))
        {
            if (NotFinite++ == 0) (FirstNotFinite, NotFiniteValue) = (sample, value);
            return;
        }

        Count++;
        Mean += value;
        Least = Math.Min(Least, value);
        Largest = Math.Max(Largest, value);
    }

    private void AddDeviation(float value)
    {
        double deviation = value - Mean;
        if (float.IsFinite(value)) Deviation += deviation * deviation;
    }

    private void FindOutliers(int rows, int column, RowReader row)
    {
        var values = new List<float>();
        int sorted = Math.Min(rows, MostSorted);
        for (int i = 0; i < sorted; i++)
        {
            float value = row((int)((long)i * rows / sorted))[column];
            if (float.IsFinite(value)) values.Add(value);
        }

        if (values.Count == 0) return;
        values.Sort();
        Median = values[values.Count / 2];
        double spread = (double)values[3 * values.Count / 4] - values[values.Count / 4];

        // Half of the values are one: a flag or a count, of which the others are no outliers.
        if (spread == 0) return;
        double farthest = FarAway * spread;
        for (int sample = 0; sample < rows; sample++)
        {
            float value = row(sample)[column];
            double distance = Math.Abs(value - Median);
            if (!float.IsFinite(value) || distance <= FarAway * spread) continue;
            Outliers++;
            if (distance <= farthest) continue;
            farthest = distance;
            (FarthestSample, Farthest) = (sample, value);
        }
    }
}
