namespace InitializationLab.Report;

/// <summary>An axis with round numbers at equal distances.</summary>
internal sealed class LinearAxis : Axis
{
    private const int FewestTicks = 4;
    private const double Rounding = 1e-9;

    // Times a power of ten.
    private static readonly double[] RoundNumbers = [1, 2, 5, 10];

    private readonly double _low;
    private readonly double _high;
    private readonly double _step;

    public LinearAxis(IEnumerable<double> values, (double Low, double High)? range)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        (double low, double high) = range ?? (Math.Min(0, finite.DefaultIfEmpty(0).Min()), finite.DefaultIfEmpty(1).Max());
        if (high <= low) high = low + 1;
        _step = Step((high - low) / FewestTicks);

        // Ends that were asked for stay; others are rounded outwards to a label.
        _low = range is null ? Math.Floor(low / _step) * _step : low;
        _high = range is null ? Math.Ceiling((high / _step) - Rounding) * _step : high;
    }

    public override IEnumerable<(double Value, string Label)> Ticks
    {
        get
        {
            int first = (int)Math.Ceiling((_low / _step) - Rounding);
            int last = (int)Math.Floor((_high / _step) + Rounding);
            for (int i = first; i <= last; i++) yield return (i * _step, Format.Number(i * _step));
        }
    }

    public override bool Shows(double value) => double.IsFinite(value);

    public override double Position(double value) => (value - _low) / (_high - _low);

    private static double Step(double least)
    {
        double decade = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return decade * RoundNumbers.First(factor => factor * decade >= least * 0.999);
    }
}
