using Layerwise.Forecast.Integrals;

namespace Layerwise.Forecast.Cells;

/// <summary>h′ = φ(x·W + h·U): the gradient is multiplied by √(n·Var(U)·E[φ′²]) with each step (Poole et al. 2016; Chen, Pennington and Schoenholz 2018).</summary>
/// <param name="curve">φ.</param>
internal sealed class RnnForecast(ActivationCurve curve) : ICellForecast
{
    private readonly NodeList _nodes = new();

    /// <inheritdoc/>
    public CellMoments Step(double ofInputs, double ofPast, double memory)
    {
        CurveMoments phi = CurveMoments.Of(curve, 0, ofInputs + ofPast, _nodes);
        return new CellMoments { Returned = phi.Slope, Added = phi.Power, ToInputs = phi.SlopePower, ToPast = phi.SlopePower };
    }

    /// <inheritdoc/>
    public CellReading Read(CellMoments step, double memory) => new(memory, 1, 1, 0);
}
