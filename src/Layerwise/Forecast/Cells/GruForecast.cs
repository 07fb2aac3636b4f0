using Layerwise.Forecast.Integrals;
using Layerwise.Traits;

namespace Layerwise.Forecast.Cells;

/// <summary>h′ = (1 − z)·n + z·h with n = tanh(x·W + r·(h·U)), and gates that are independent of each other and Gaussian before σ.</summary>
/// <param name="sigmoid">σ.</param>
/// <param name="tanh">tanh.</param>
internal sealed class GruForecast(ActivationCurve sigmoid, ActivationCurve tanh) : ICellForecast
{
    private const double Reach = 4.5;

    private readonly NodeList _nodes = new();

    /// <inheritdoc/>
    public CellMoments Step(double ofInputs, double ofPast, double memory)
    {
        double variance = ofInputs + ofPast;
        CurveMoments gate = CurveMoments.Of(sigmoid, 0, variance, _nodes);
        Candidate n = Over(ofInputs, ofPast);
        double openPower = 1 - (2 * gate.Mean) + gate.Power;
        double ofGates = ((memory + n.Power) * gate.SlopePower) + (openPower * n.ToReset);
        return new CellMoments
        {
            Kept = gate.Mean,
            KeptPower = gate.Power,
            Returned = (1 - gate.Mean) * n.Returned,
            Added = openPower * n.Power,
            ToInputs = ofGates + (openPower * n.SlopePower),
            ToPast = ofGates + (openPower * n.ReturnedPower),
        };
    }

    /// <inheritdoc/>
    public CellReading Read(CellMoments step, double memory) => new(memory, 1, 1, 0);

    // Over r first, of which nothing but a smooth function is asked, and over the Gaussian within tanh for each of its values.
    private Candidate Over(double ofInputs, double ofPast)
    {
        var sum = default(Candidate);
        double total = 0;
        double deviation = Math.Sqrt(ofInputs + ofPast);
        for (int half = -1; half <= 0; half++)
        {
            for (int i = 0; i < GaussLegendre.Seven.Count; i++)
            {
                double x = Reach * (half + ((1 + GaussLegendre.Seven.Nodes[i]) / 2));
                double weight = GaussLegendre.Seven.Weights[i] * StandardNormal.Density(x);
                double r = sigmoid.Evaluate(deviation * x, out double slope);
                sum = sum.Plus(weight, r, slope, For(r, ofInputs, ofPast));
                total += weight;
            }
        }

        return sum.Over(total);
    }

    // u = h·U is, given the whole z = x·W + r·u, Gaussian about a part of it.
    private (CurveMoments Curve, double TimesPast) For(double r, double ofInputs, double ofPast)
    {
        double variance = ofInputs + (r * r * ofPast);
        CurveMoments curve = CurveMoments.Of(tanh, 0, variance, _nodes);
        double share = variance > 0 ? r * ofPast / variance : 0;
        double ofSquare = 0;
        for (int i = 0; i < _nodes.Count; i++)
        {
            double z = _nodes.Values[i];
            _ = tanh.Evaluate(z, out double slope);
            ofSquare += _nodes.Weights[i] * slope * slope * z * z;
        }

        return (curve, (share * share * ofSquare) + (curve.SlopePower * (ofPast - (share * share * variance))));
    }

    // E[n²], E[n′²], E[r·n′], E[r²·n′²] and E[(u·r′·n′)²].
    private readonly record struct Candidate(double Power, double SlopePower, double Returned, double ReturnedPower, double ToReset)
    {
        public Candidate Plus(double weight, double r, double slope, (CurveMoments Curve, double TimesPast) at) => new(
            Power + (weight * at.Curve.Power),
            SlopePower + (weight * at.Curve.SlopePower),
            Returned + (weight * r * at.Curve.Slope),
            ReturnedPower + (weight * r * r * at.Curve.SlopePower),
            ToReset + (weight * slope * slope * at.TimesPast));

        public Candidate Over(double total) => new(Power / total, SlopePower / total, Returned / total, ReturnedPower / total, ToReset / total);
    }
}
