namespace Layerwise.Forecast.Steps;

/// <summary>A step that stands for a layer, or for a part of one, and can say so by itself.</summary>
internal interface ILayerStep : IForecastStep
{
    /// <summary>What a prediction says of it alone, after the way forward.</summary>
    LayerPrediction Describe();
}
