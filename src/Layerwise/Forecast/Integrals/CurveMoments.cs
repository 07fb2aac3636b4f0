namespace Layerwise.Forecast.Integrals;

/// <summary>Means of an activation over a Gaussian z.</summary>
/// <param name="Mean">E[φ].</param>
/// <param name="Power">E[φ²].</param>
/// <param name="Slope">E[φ′].</param>
/// <param name="SlopePower">E[φ′²].</param>
internal readonly record struct CurveMoments(double Mean, double Power, double Slope, double SlopePower)
{
    /// <summary>The means over N(mean, variance).</summary>
    /// <param name="curve">The activation.</param>
    /// <param name="mean">Of z.</param>
    /// <param name="variance">Of z.</param>
    /// <param name="nodes">Receives the values of z that stand for the Gaussian.</param>
    public static CurveMoments Of(ActivationCurve curve, double mean, double variance, NodeList nodes)
    {
        nodes.Clear();
        Quadrature.Fine.Append(nodes, mean, Math.Sqrt(variance), curve.Breaks, weight: 1, scenario: 0);
        var moments = default(CurveMoments);
        for (int i = 0; i < nodes.Count; i++)
        {
            double a = curve.Evaluate(nodes.Values[i], out double slope);
            double weight = nodes.Weights[i];
            moments = new CurveMoments(
                moments.Mean + (weight * a), moments.Power + (weight * a * a), moments.Slope + (weight * slope), moments.SlopePower + (weight * slope * slope));
        }

        return moments;
    }
}
