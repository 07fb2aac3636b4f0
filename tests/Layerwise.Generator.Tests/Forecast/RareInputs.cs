using Layerwise.Reference.Activations;

namespace Layerwise.Generator.Tests.Forecast;

/// <summary>
/// How far the powers of signal and gradient scatter where units do not mix: each input then goes its own way through all layers, and a mean may be carried by
/// inputs so rare that no batch holds enough of them. SELU's slope just below 0 is 1.76, that of all other inputs soon less; after twenty layers the gradient
/// belongs to the few that stayed near 0. The scatter of a sample does not show that, for it lacks the same inputs: it is integrated.
/// </summary>
internal sealed class RareInputs
{
    private const int Steps = 20_000;
    private const double Nearest = 1e-12;
    private const double Farthest = 8.5;

    private readonly double[] _signal;
    private readonly double[] _gradient;

    /// <param name="activation">Of all layers.</param>
    /// <param name="slope">Its slope or alpha.</param>
    /// <param name="depth">How many.</param>
    /// <param name="values">Number of inputs over which powers are averaged.</param>
    public RareInputs(Activation activation, double slope, int depth, long values)
    {
        var signal = new (double Two, double Four)[depth + 1];
        var gradient = new (double Two, double Four)[depth + 1];
        double[] slopes = new double[depth];
        double factor = Math.Pow(Farthest / Nearest, 1.0 / Steps);
        for (int i = 0; i < 2 * Steps; i++)
        {
            double size = Nearest * Math.Pow(factor, i / 2);
            double x = i % 2 == 0 ? size : -size;
            double weight = Gaussian.Density(x) * size * Math.Log(factor);
            Add(signal, 0, x * x, weight);
            for (int l = 0; l < depth; l++)
            {
                slopes[l] = Scalar.Derivative(activation, slope, x);
                x = Scalar.Value(activation, slope, x);
                Add(signal, l + 1, x * x, weight);
            }

            double power = 1;
            Add(gradient, depth, power, weight);
            for (int l = depth - 1; l >= 0; l--)
            {
                power *= slopes[l] * slopes[l];
                Add(gradient, l, power, weight);
            }
        }

        // The upstream gradient is Gaussian: E[g⁴] = 3·E[g²]².
        _signal = [.. signal.Select(moments => Error(moments, 1, values))];
        _gradient = [.. gradient.Select(moments => Error(moments, 3, values))];
    }

    /// <summary>Relative standard error of a layer's signal gain.</summary>
    public double SignalError(int layer) => Math.Max(_signal[layer], _signal[layer + 1]);

    /// <summary>Relative standard error of a layer's gradient gain.</summary>
    public double GradientError(int layer) => Math.Max(_gradient[layer], _gradient[layer + 1]);

    private static void Add((double Two, double Four)[] moments, int layer, double power, double weight)
    {
        moments[layer].Two += weight * power;
        moments[layer].Four += weight * power * power;
    }

    // Half of that of the power, for a gain is a root.
    private static double Error((double Two, double Four) moments, double kurtosis, long values) =>
        moments.Two > 0 ? Math.Sqrt(Math.Max(0, (kurtosis * moments.Four / (moments.Two * moments.Two)) - 1) / values) / 2 : 0;
}
