namespace Layerwise.Forecast;

/// <summary>From layers to the steps of their forecast.</summary>
internal static class ForecastSteps
{
    /// <summary>One step for each layer.</summary>
    public static IForecastStep[] Of(IReadOnlyList<LayerDesign> layers)
    {
        var curves = new CurveCache();
        return [.. layers.Select(layer => Of(layer, curves))];
    }

    private static IForecastStep Of(LayerDesign layer, CurveCache curves)
    {
        var weights = new WeightsStep(layer, curves.Of(layer));
        return layer.Residual ? new ResidualStep(weights) : weights;
    }
}
