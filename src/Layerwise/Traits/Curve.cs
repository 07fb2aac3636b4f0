namespace Layerwise.Traits;

/// <summary>φ(z) and φ′(z) of an elementwise activation; at a kink the derivative of the flatter side, as in training.</summary>
internal delegate double CurveFunction(double z, out double derivative);

/// <summary>An elementwise activation as a curve over z, in double.</summary>
/// <param name="Function">φ and φ′.</param>
/// <param name="Range">The values of φ.</param>
/// <param name="Breaks">Where quadrature must not step across: kinks, or the scale on which a smooth φ turns.</param>
internal sealed record Curve(CurveFunction Function, ValueRange Range, double[] Breaks)
{
    /// <summary>At and below this z, φ′ is exactly 0.</summary>
    public double FlatBelow { get; init; } = double.NegativeInfinity;

    /// <summary>At and above this z, φ′ is exactly 0.</summary>
    public double FlatAbove { get; init; } = double.PositiveInfinity;
}
