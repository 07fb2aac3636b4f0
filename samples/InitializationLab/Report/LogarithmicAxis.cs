namespace InitializationLab.Report;

/// <summary>An axis of whole decades; a narrow one is labelled by powers of two.</summary>
internal sealed class LogarithmicAxis : Axis
{
    private const int MostTicks = 8;
    private const double NarrowDecades = 2.5;

    private readonly double _base;
    private readonly int _low;
    private readonly int _high;

    public LogarithmicAxis(IEnumerable<double> values)
    {
        double[] positive = [.. values.Where(IsShown).DefaultIfEmpty(1)];
        double decades = Math.Log10(positive.Max()) - Math.Log10(positive.Min());
        _base = decades < NarrowDecades ? 2 : 10;
        _low = (int)Math.Floor(Exponent(positive.Min()) + 1e-9);
        _high = Math.Max(_low + 1, (int)Math.Ceiling(Exponent(positive.Max()) - 1e-9));
    }

    public override IEnumerable<(double Value, string Label)> Ticks
    {
        get
        {
            int step = 1 + ((_high - _low) / MostTicks);
            for (int exponent = _low; exponent <= _high; exponent++)
            {
                if (exponent % step != 0) continue;
                double value = Math.Pow(_base, exponent);
                yield return (value, _base == 10 ? Format.Decade(exponent) : exponent >= 0 ? Format.Number(value) : $"1/{Format.Number(1 / value)}");
            }
        }
    }

    public override bool Shows(double value) => IsShown(value);

    public override double Position(double value) => (Exponent(value) - _low) / (_high - _low);

    private static bool IsShown(double value) => value > 0 && double.IsFinite(value);

    private double Exponent(double value) => Math.Log(value) / Math.Log(_base);
}
