using Layerwise.Traits;

namespace Layerwise.Forecast.Integrals;

/// <summary>The activation of a layer as a forecast sees it: its curve, and where along z something happens.</summary>
internal sealed class ActivationCurve
{
    // A leaky slope of 0.01 is one per cent, and not less, though the nearest float is.
    private const double SaturatedSlope = 0.01 * (1 - 1e-6);

    private static readonly double[] Smooth = [-24, -12, -6, -3, -1.5, 0, 1.5, 3, 6, 12, 24];
    private static readonly double[] Origin = [0];

    private readonly Curve? _curve;

    /// <param name="curve">Null for one of a user's own: unknown, not guessed.</param>
    public ActivationCurve(Curve? curve)
    {
        _curve = curve;
        Breaks = curve?.Breaks ?? Smooth;
        FlatBelow = curve?.FlatBelow ?? double.NegativeInfinity;
        FlatAbove = curve?.FlatAbove ?? double.PositiveInfinity;
        Corners = Breaks.Length > 2 ? Origin : Breaks;
        (SaturatedBelow, SaturatedAbove) = SaturationEdges();
    }

    /// <summary>Where quadrature must not step across: kinks, and the scale on which φ turns.</summary>
    public double[] Breaks { get; }

    /// <summary>Those of the breaks where φ bends. Between them, and away from them, a smooth φ changes no faster than z does.</summary>
    public double[] Corners { get; }

    /// <summary>At and below this z, φ′ is exactly 0.</summary>
    public double FlatBelow { get; }

    /// <summary>At and above this z, φ′ is exactly 0.</summary>
    public double FlatAbove { get; }

    /// <summary>Whether φ′ is exactly 0 somewhere.</summary>
    public bool IsSomewhereFlat => !double.IsNegativeInfinity(FlatBelow) || !double.IsPositiveInfinity(FlatAbove);

    /// <summary>Whether it is one of the built-in activations.</summary>
    public bool IsKnown => _curve is not null;

    /// <summary>Below this z, |φ′| is less than a hundredth of its maximum.</summary>
    public double SaturatedBelow { get; }

    /// <summary>Above this z, |φ′| is less than a hundredth of its maximum.</summary>
    public double SaturatedAbove { get; }

    /// <summary>φ(z) and φ′(z); NaN where z is or where the activation is unknown.</summary>
    public double Evaluate(double z, out double derivative) =>
        _curve is null || double.IsNaN(z) ? derivative = double.NaN : _curve.Function(z, out derivative);

    private double Slope(double z)
    {
        _ = Evaluate(z, out double derivative);
        return Math.Abs(derivative);
    }

    // By search: the built-in curves do all that they do within ±12.
    private (double Below, double Above) SaturationEdges()
    {
        const double Reach = 12;
        const double Step = 1.0 / 8;
        double steepest = 0;
        for (double z = -Reach; z <= Reach; z += Step) steepest = Math.Max(steepest, Slope(z));
        return (-Edge(-1), Edge(1));

        double Edge(int direction)
        {
            bool IsSteep(double distance) => !(Slope(direction * distance) < SaturatedSlope * steepest);
            if (IsSteep(Reach)) return double.PositiveInfinity;
            double outside = Reach;
            while (outside > -Reach && !IsSteep(outside - Step)) outside -= Step;
            double inside = outside - Step;
            for (int i = 0; i < 30; i++)
            {
                double middle = (inside + outside) / 2;
                if (IsSteep(middle)) inside = middle; else outside = middle;
            }

            return outside;
        }
    }
}
