using Layerwise.Traits;

namespace Layerwise.Tests.Forecast;

/// <summary>
/// Equal square layers with random weights, in double, as they are read off their formula: y = a, or x + a with a residual, a = φ(z), z = x·W or x·W
/// normalized over the units of the sample. Powers are means over units, samples and seeds.
/// </summary>
internal sealed class SimulatedStack
{
    private const int Width = 200;
    private const int Samples = 2;
    private const int Seeds = 16;

    private readonly LayerDesign _layer;
    private readonly CurveFunction _phi;

    private SimulatedStack(LayerDesign layer)
    {
        _layer = layer;
        _phi = ActivationTraits.Of(layer.Activation).Curve!(layer.Slope).Function;
    }

    /// <summary>The mean square of each layer's outputs, and of the gradient with respect to each layer's inputs where that at the outputs is 1.</summary>
    public static (double[] Signal, double[] Gradient) Powers(LayerDesign layer, int depth)
    {
        var stack = new SimulatedStack(layer);
        double[] signal = new double[depth];
        double[] gradient = new double[depth];
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            double[][,] weights = [.. Enumerable.Range(0, depth).Select(_ => stack.Weights(random))];
            for (int sample = 0; sample < Samples; sample++) stack.Run(weights, random, signal, gradient);
        }

        return (signal, gradient);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double[] Product(double[] x, double[,] weights, bool isTransposed)
    {
        double[] z = new double[Width];
        for (int i = 0; i < Width; i++)
        {
            for (int j = 0; j < Width; j++) z[j] += x[i] * (isTransposed ? weights[j, i] : weights[i, j]);
        }

        return z;
    }

    private double[,] Weights(Random random)
    {
        double[,] weights = new double[Width, Width];
        for (int i = 0; i < Width; i++)
        {
            if (_layer.Diagonal is { } diagonal) weights[i, i] = diagonal;
            else for (int j = 0; j < Width; j++) weights[i, j] = Math.Sqrt(_layer.WeightVariance) * Normal(random);
        }

        return weights;
    }

    private void Run(double[][,] weights, Random random, double[] signal, double[] gradient)
    {
        double[] x = [.. Enumerable.Range(0, Width).Select(_ => Normal(random))];
        var slopes = new double[weights.Length][];
        var normalized = new double[weights.Length][];
        double[] deviations = new double[weights.Length];
        for (int l = 0; l < weights.Length; l++)
        {
            double[] z = Product(x, weights[l], isTransposed: false);
            double mean = _layer.LayerNormalization ? z.Average() : 0;
            deviations[l] = _layer.LayerNormalization ? Math.Sqrt(z.Average(v => (v - mean) * (v - mean)) + 1e-5) : 1;
            normalized[l] = [.. z.Select(v => (v - mean) / deviations[l])];
            double[] own = new double[Width];
            double[] a = [.. normalized[l].Select((v, j) => _phi(v, out own[j]))];
            slopes[l] = own;
            x = _layer.Residual ? [.. x.Zip(a, static (input, output) => input + output)] : a;
            signal[l] += x.Average(static v => v * v) / (Seeds * Samples);
        }

        double[] g = [.. Enumerable.Range(0, Width).Select(_ => Normal(random))];
        double scale = g.Average(static v => v * v);
        for (int l = weights.Length - 1; l >= 0; l--)
        {
            double[] delta = [.. g.Zip(slopes[l], static (upstream, slope) => upstream * slope)];
            if (_layer.LayerNormalization)
            {
                double mean = delta.Average();
                double along = delta.Zip(normalized[l], static (d, z) => d * z).Average();
                delta = [.. delta.Select((d, j) => (d - mean - (normalized[l][j] * along)) / deviations[l])];
            }

            double[] back = Product(delta, weights[l], isTransposed: true);
            g = _layer.Residual ? [.. g.Zip(back, static (skip, through) => skip + through)] : back;
            gradient[l] += g.Average(static v => v * v) / scale / (Seeds * Samples);
        }
    }
}
