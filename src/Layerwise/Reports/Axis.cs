using Layerwise.Text;

namespace Layerwise.Reports;

/// <summary>A vertical axis, linear or logarithmic, with a few round ticks.</summary>
internal sealed class Axis
{
    private const int MostTicks = 5;

    private readonly bool _isLogarithmic;
    private readonly double _low;
    private readonly double _high;

    /// <param name="values">What is to be shown; what is not finite does not count, nor, on a logarithmic axis, what is not positive.</param>
    /// <param name="isLogarithmic">Whether it counts in decades.</param>
    public Axis(IEnumerable<double> values, bool isLogarithmic)
    {
        _isLogarithmic = isLogarithmic;
        double[] shown = [.. values.Select(Scaled).Where(double.IsFinite)];
        (double low, double high) = shown.Length == 0 ? (0, 1) : (shown.Min(), shown.Max());
        if (isLogarithmic)
        {
            (_low, _high) = (Math.Floor(low), Math.Max(Math.Floor(low) + 1, Math.Ceiling(high)));
            double step = Math.Ceiling((_high - _low) / MostTicks);
            Ticks = [.. Steps(step).Select(static decade => (decade, decade == 0 ? "1" : NumberText.PowerOfTen((int)decade)))];
        }
        else
        {
            double step = RoundStep((high > low ? high - low : Math.Max(Math.Abs(high), 1)) / (MostTicks - 1));
            (_low, _high) = (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step);
            if (_high <= _low) _high = _low + step;
            Ticks = [.. Steps(step).Select(static value => (value, NumberText.Rounded(value)))];
        }
    }

    /// <summary>Places, as <see cref="Position"/> scales them, and what stands there.</summary>
    public IReadOnlyList<(double Place, string Label)> Ticks { get; }

    /// <summary>Where a value lies: 0 at the lower end, 1 at the upper one; NaN where it isn't shown.</summary>
    public double Position(double value) => PositionOfTick(Scaled(value));

    public double PositionOfTick(double place) => (place - _low) / (_high - _low);

    private double Scaled(double value) => !_isLogarithmic ? value : value > 0 ? Math.Log10(value) : double.NaN;

    private IEnumerable<double> Steps(double step)
    {
        int count = (int)Math.Round((_high - _low) / step);
        for (int i = 0; i <= count; i++) yield return Math.Abs(_low + (i * step)) < step / 1000 ? 0 : _low + (i * step);
    }

    private static double RoundStep(double least)
    {
        double decade = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return (least / decade) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * decade;
    }
}
