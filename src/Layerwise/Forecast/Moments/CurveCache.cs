using Layerwise.Forecast.Integrals;
using Layerwise.Traits;

namespace Layerwise.Forecast.Moments;

/// <summary>The curves of one network: finding out where one is flat costs more than a layer does.</summary>
internal sealed class CurveCache
{
    private readonly Dictionary<(Activation, double), ActivationCurve> _curves = [];

    /// <summary>The curve of a layer's activation; null for one that takes a whole row.</summary>
    public ActivationCurve? Of(LayerDesign layer)
    {
        ActivationTraits traits = ActivationTraits.Of(layer.Activation);
        if (traits.IsRowwise) return null;
        (Activation, double) key = (layer.Activation, layer.Slope);
        if (!_curves.TryGetValue(key, out ActivationCurve? curve))
        {
            curve = new ActivationCurve(traits.Curve?.Invoke(layer.Slope));
            _curves.Add(key, curve);
        }

        return curve;
    }
}
