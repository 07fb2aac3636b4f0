using Layerwise.Forecast.Integrals;

namespace Layerwise.Forecast.Cells;

/// <summary>c′ = f·c + i·g and h = o·tanh(c′), with gates that are independent of each other and Gaussian before σ and tanh (Gilboa et al. 2019).</summary>
/// <param name="forgetBias">What the biases of f start with.</param>
/// <param name="sigmoid">σ.</param>
/// <param name="tanh">tanh.</param>
internal sealed class LstmForecast(double forgetBias, ActivationCurve sigmoid, ActivationCurve tanh) : ICellForecast
{
    private readonly NodeList _nodes = new();

    /// <inheritdoc/>
    public CellMoments Step(double ofInputs, double ofPast, double memory)
    {
        double variance = ofInputs + ofPast;
        CurveMoments gate = CurveMoments.Of(sigmoid, 0, variance, _nodes);
        CurveMoments forget = CurveMoments.Of(sigmoid, forgetBias, variance, _nodes);
        CurveMoments candidate = CurveMoments.Of(tanh, 0, variance, _nodes);
        double passed = (candidate.Power * gate.SlopePower) + (memory * forget.SlopePower) + (gate.Power * candidate.SlopePower);
        return new CellMoments
        {
            Kept = forget.Mean,
            KeptPower = forget.Power,
            Returned = gate.Mean * candidate.Slope,
            Added = gate.Power * candidate.Power,
            ToInputs = passed,
            ToPast = passed,
            OutputMean = gate.Mean,
            OutputPower = gate.Power,
            OutputSlopePower = gate.SlopePower,
        };
    }

    /// <inheritdoc/>
    public CellReading Read(CellMoments step, double memory)
    {
        CurveMoments cell = CurveMoments.Of(tanh, 0, memory, _nodes);
        return new CellReading(step.OutputPower * cell.Power, step.OutputMean * cell.Slope, step.OutputPower * cell.SlopePower, cell.Power * step.OutputSlopePower);
    }
}
