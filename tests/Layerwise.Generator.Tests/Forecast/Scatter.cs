extern alias generator;

using GeneratorPrediction = generator::Layerwise.NetworkPrediction;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>
/// The variance of the logarithm of signal and gradient from draw to draw. What a layer adds (<see cref="Spread"/>) is passed on by the layers after it,
/// as a change of the inputs' power would be: by the ratio of d ln q / d ln P at the two layers, q being the power of the signal. It is 1 for ReLU, less where a
/// network forgets its scale, and more where it is about to leave it.
/// </summary>
internal sealed class Scatter
{
    private const float Step = 1.001f;

    private readonly double[] _added;
    private readonly double[] _gradient;
    private readonly double[] _passedOn;
    private readonly double[] _gainSlope;

    public Scatter(Combination combination, GeneratorPrediction predicted, int width, double slope)
    {
        GeneratorPrediction stepped = combination.Predict(width, predicted.Layers.Count, Step);
        double Slope(double from, double to) => from > 0 && to > 0 ? 2 * Math.Log(to / from) / Math.Log(Step) : 0;
        int depth = predicted.Layers.Count;
        _added = [.. predicted.Layers.Select(layer => Spread.Signal(combination.Activation, slope, layer) / width)];
        _gradient = [.. predicted.Layers.Select(layer => Spread.Gradient(combination.Activation, slope, layer) / width)];
        _passedOn = [.. Enumerable.Range(0, depth).Select(l => Slope(predicted.Layers[l].SignalRms, stepped.Layers[l].SignalRms))];
        _gainSlope = [.. Enumerable.Range(0, depth).Select(l => Slope(predicted.Layers[l].GradientGain, stepped.Layers[l].GradientGain))];
    }

    /// <summary>Of the signal behind a layer.</summary>
    public double Signal(int layer)
    {
        double variance = 0;
        for (int k = 0; k <= layer; k++) variance = (Square(Ratio(k)) * variance) + _added[k];
        return variance;
    }

    /// <summary>Of the gradient's product from a layer back to the inputs: its own, and that of the signal that its gains depend on.</summary>
    public double Gradient(int layer)
    {
        double variance = 0;
        for (int k = 0; k <= layer; k++)
        {
            variance += _gradient[k];
            double later = 0;
            for (int j = k + 1; j <= layer; j++) later += _gainSlope[j];
            if (Math.Abs(_passedOn[k]) > 1e-9) variance += Square(later / _passedOn[k]) * _added[k];
        }

        return variance;
    }

    private double Ratio(int layer) => layer == 0 || Math.Abs(_passedOn[layer - 1]) < 1e-9 ? 0 : _passedOn[layer] / _passedOn[layer - 1];

    private static double Square(double value) => value * value;
}
