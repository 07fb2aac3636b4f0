using Layerwise.Text;

namespace Layerwise.Charts;

/// <summary>An axis with a few round ticks, linear or over whole decades.</summary>
internal sealed class Axis
{
    // Numbers a float can't hold say no more than that it can't.
    private const double FarthestDecade = 40;
    private const int MostTicks = 5;
    private const int MostDecades = 7;

    private readonly bool _isLogarithmic;
    private readonly double _low;
    private readonly double _high;

    private Axis(bool isLogarithmic, double low, double high, IReadOnlyList<(double Place, string Label)> ticks)
    {
        (_isLogarithmic, _low, _high) = (isLogarithmic, low, high);
        Ticks = ticks;
    }

    /// <summary>Places, as <see cref="PositionOfTick"/> takes them, and what stands there.</summary>
    public IReadOnlyList<(double Place, string Label)> Ticks { get; }

    /// <summary>From the least value to the largest one, both rounded outwards; what is not finite does not count.</summary>
    public static Axis Linear(IEnumerable<double> values)
    {
        (double least, double largest) = Range(values.Where(IsFinite));
        double step = RoundStep((largest > least ? largest - least : Math.Max(Math.Abs(largest), 1)) / (MostTicks - 1));
        double low = Math.Floor(least / step) * step, high = Math.Ceiling(largest / step) * step;
        if (high <= low) high = low + step;
        int count = (int)Math.Round((high - low) / step);
        return new Axis(false, low, high, [.. Enumerable.Range(0, count + 1).Select(i => low + (i * step)).Select(value => Tick(Math.Abs(value) < step / 1000 ? 0 : value))]);

        static (double, string) Tick(double value) => (value, NumberText.Rounded(value));
    }

    /// <summary>Over the decades of all values that are finite and greater than 0, at least one.</summary>
    public static Axis Decades(IEnumerable<double> values)
    {
        (double least, double largest) = Range(values.Where(static value => value > 0 && IsFinite(value)).Select(Decade));
        int low = (int)Math.Floor(least), high = Math.Max(low + 1, (int)Math.Ceiling(largest));
        int step = 1 + ((high - low) / MostDecades);
        return new Axis(true, low, high, [.. Enumerable.Range(low, high - low + 1).Where(decade => decade % step == 0).Select(static decade => ((double)decade, Label(decade)))]);
    }

    /// <summary>Where a value lies: 0 at the lower end, 1 at the upper one; NaN where it isn't shown.</summary>
    public double Position(double value) =>
        !IsFinite(value) || (_isLogarithmic && value <= 0) ? double.NaN : PositionOfTick(_isLogarithmic ? Decade(value) : value);

    /// <summary>The same of a place of <see cref="Ticks"/>.</summary>
    public double PositionOfTick(double place) => (place - _low) / (_high - _low);

    private static (double Least, double Largest) Range(IEnumerable<double> values)
    {
        double[] shown = [.. values];
        return shown.Length == 0 ? (0, 1) : (shown.Min(), shown.Max());
    }

    private static string Label(int decade) => decade == 0 ? "1" : NumberText.PowerOfTen(decade);

    private static double Decade(double value) => Math.Min(FarthestDecade, Math.Max(-FarthestDecade, Math.Log10(value)));

    private static double RoundStep(double least)
    {
        double decade = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return (least / decade) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * decade;
    }

    // .NET Standard has no other name for it.
    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
