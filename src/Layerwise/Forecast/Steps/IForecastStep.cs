using Layerwise.Forecast.Moments;

namespace Layerwise.Forecast.Steps;

/// <summary>
/// A step of the walk that a forecast is: forward what becomes of the signal, then back what becomes of the gradient. A layer of weights is one, or two where
/// its order parts them; a kind of layer that does something else to the signal adds its own. A step belongs to one forecast and remembers its way forward for its way back.
/// </summary>
internal interface IForecastStep
{
    /// <summary>Whether it hands on the value of single units, unmixed, and so reads the nodes of its inputs.</summary>
    bool ReadsNodes { get; }

    /// <summary>Whether it compares two samples, and so reads the overlap of its inputs.</summary>
    bool ReadsOverlap { get; }

    /// <summary>The inputs of the network at which it turns, if it is the first step; ascending.</summary>
    /// <param name="power">Their mean square.</param>
    double[] Turns(double power);

    /// <summary>From the statistics of its inputs to those of its outputs.</summary>
    /// <param name="inputs">What the step before hands on.</param>
    /// <param name="asked">What later steps read of the outputs.</param>
    LayerState Forward(LayerState inputs, ForecastNeeds asked);

    /// <summary>From the gradient with respect to its outputs to that with respect to its inputs.</summary>
    /// <param name="gradient">Moved through the step; what matters of it is how it is spread, not how large it is.</param>
    /// <param name="inputs">Those of the way forward.</param>
    /// <param name="power">The power of the former.</param>
    /// <returns>The power of the latter over it.</returns>
    double Backward(BackwardMoments gradient, LayerState inputs, double power);
}
