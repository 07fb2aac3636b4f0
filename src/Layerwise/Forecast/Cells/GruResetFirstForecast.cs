using Layerwise.Forecast.Integrals;
using Layerwise.Traits;

namespace Layerwise.Forecast.Cells;

/// <summary>
/// h′ = (1 − z)·n + z·h with n = tanh(x·W + (r ⊙ h)·U), and gates that are independent of each other and Gaussian before σ. The gradient of n comes back through U to r ⊙ h of all
/// units, and from there to h, and to the sums of r and once more through the weights.
/// </summary>
/// <param name="sigmoid">σ.</param>
/// <param name="tanh">tanh.</param>
internal sealed class GruResetFirstForecast(ActivationCurve sigmoid, ActivationCurve tanh) : ICellForecast
{
    private readonly NodeList _nodes = new();

    /// <inheritdoc/>
    public CellMoments Step(double ofInputs, double ofPast, double memory)
    {
        CurveMoments gate = CurveMoments.Of(sigmoid, 0, ofInputs + ofPast, _nodes);
        CurveMoments n = CurveMoments.Of(tanh, 0, ofInputs + (gate.Power * ofPast), _nodes);
        double openPower = 1 - (2 * gate.Mean) + gate.Power;
        double ofCandidate = openPower * n.SlopePower;

        // The power of h times that of U is the variance of h·U, which is known.
        double ofGates = ((memory + n.Power) * gate.SlopePower) + (ofCandidate * ofPast * gate.SlopePower);
        return new CellMoments
        {
            Kept = gate.Mean,
            KeptPower = gate.Power,
            Returned = (1 - gate.Mean) * n.Slope * gate.Mean,
            Added = openPower * n.Power,
            ToInputs = ofGates + ofCandidate,
            ToPast = ofGates + (ofCandidate * gate.Power),
        };
    }

    /// <inheritdoc/>
    public CellReading Read(CellMoments step, double memory) => new(memory, 1, 1, 0);
}
