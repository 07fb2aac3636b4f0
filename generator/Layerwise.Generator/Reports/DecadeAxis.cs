using Layerwise.Text;

namespace Layerwise.Generator.Reports;

/// <summary>A logarithmic axis over whole decades, at least two of them.</summary>
internal sealed class DecadeAxis
{
    // Numbers a float can't hold say no more than that it can't.
    private const int Farthest = 40;
    private const int MostTicks = 7;

    private readonly int _lowest;
    private readonly int _highest;

    public DecadeAxis(IEnumerable<double> values)
    {
        double[] decades = [.. values.Where(IsShown).Select(Decade).DefaultIfEmpty(0)];
        _lowest = Math.Min(-1, (int)Math.Floor(decades.Min()));
        _highest = Math.Max(1, (int)Math.Ceiling(decades.Max()));
    }

    /// <summary>The decades that get a line and a label.</summary>
    public IEnumerable<int> Ticks
    {
        get
        {
            int step = 1 + ((_highest - _lowest) / MostTicks);
            for (int decade = _lowest; decade <= _highest; decade++)
            {
                if (decade % step == 0) yield return decade;
            }
        }
    }

    public static bool IsShown(double value) => value > 0 && !double.IsInfinity(value);

    /// <summary>Where a value lies: 0 at the lower end, 1 at the upper one.</summary>
    public double Position(double value) => (Decade(value) - _lowest) / (_highest - _lowest);

    public bool Contains(double value) => Decade(value) >= _lowest && Decade(value) <= _highest;

    /// <summary>"10⁻⁴".</summary>
    public static string Label(int decade) => decade is 0 ? "1" : NumberText.PowerOfTen(decade);

    private static double Decade(double value) => Math.Min(Farthest, Math.Max(-Farthest, Math.Log10(value)));
}
