using Layerwise.Reference;
using static Layerwise.Conformance.Rounding;

namespace Layerwise.Conformance;

/// <summary>The standard errors of a forward pass in float, [layer][row][unit], beside the exact values of <see cref="ReferencePass"/>.</summary>
internal sealed class ForwardError
{
    private readonly double[][][] _preActivations;
    private readonly double[][][] _activations;

    public ForwardError(ReferenceNetwork network, double[] parameters, ReferencePass pass)
    {
        int depth = network.Layers.Count;
        _preActivations = new double[depth][][];
        _activations = new double[depth][][];
        for (int l = 0; l < depth; l++)
        {
            var layer = network.Layers[l];
            var own = parameters.AsSpan(network.Offset(l), layer.ParameterCount).ToArray();
            double[][] inputs = pass.LayerInputs(l);
            _preActivations[l] = [.. inputs.Select((x, row) => OfPreActivations(layer, own, x, OfLayerInputs(l, row, x.Length)))];
            _activations[l] = [.. _preActivations[l].Select((e, row) => OfActivations(layer, own, pass.PreActivations[l][row], pass.Activations[l][row], e))];
        }
    }

    public double[][] Outputs => _activations[^1];

    public double[] PreActivations(int layer, int row) => _preActivations[layer][row];

    public double[] Activations(int layer, int row) => _activations[layer][row];

    /// <summary>The inputs of the first layer are exact.</summary>
    public double[] OfLayerInputs(int layer, int row, int width) => layer == 0 ? new double[width] : _activations[layer - 1][row];

    private static double[] OfPreActivations(ReferenceLayer layer, double[] parameters, double[] x, double[] inherited)
    {
        var errors = new double[layer.FanOut];
        for (int j = 0; j < layer.FanOut; j++)
        {
            double magnitude = Math.Abs(layer.Bias(parameters, j));
            double variance = 0;
            for (int i = 0; i < layer.FanIn; i++)
            {
                double weight = layer.Weight(parameters, i, j);
                magnitude += Math.Abs(x[i] * weight);
                variance += Square(weight * inherited[i]);
            }

            errors[j] = Math.Sqrt(variance + OfSum(layer.FanIn + 1, magnitude));
        }

        return errors;
    }

    private static double[] OfActivations(ReferenceLayer layer, double[] parameters, double[] z, double[] a, double[] errors) => layer.Activation switch
    {
        Activation.Softmax => OfSoftmax(z, a, errors),
        Activation.LogSoftmax => OfLogSoftmax(z, a, errors),
        Activation.Identity => errors,
        _ => [.. errors.Select((e, j) => (ScalarError.Steepest(layer, parameters, z[j], e) * e) + (ScalarError.Relative(layer, z[j]) * Unit * Math.Abs(a[j])))],
    };

    // daᵢ = aᵢ·(dzᵢ − Σⱼ aⱼ·dzⱼ); the subtraction of the largest z rounds, and so does each exponential and their sum.
    private static double[] OfSoftmax(double[] z, double[] a, double[] errors)
    {
        double largest = z.Max();
        double[] exponents = [.. errors.Select((e, j) => Square(e) + Square(Unit * (largest - z[j])))];
        double mean = exponents.Zip(a, (variance, p) => p * p * variance).Sum();
        double own = Square((Transcendental + 1) * Unit) + OfSum(a.Length, 1);
        return [.. a.Select((p, j) => p * Math.Sqrt((Square(1 - p) * exponents[j]) + mean + own))];
    }

    // daᵢ = dzᵢ − Σⱼ pⱼ·dzⱼ, p = eᵃ; what the sum is off relatively, its logarithm is off absolutely.
    private static double[] OfLogSoftmax(double[] z, double[] a, double[] errors)
    {
        double largest = z.Max();
        double[] exponents = [.. errors.Select((e, j) => Square(e) + Square(Unit * (largest - z[j])))];
        double mean = exponents.Zip(a, (variance, logarithm) => Square(Math.Exp(logarithm)) * variance).Sum();
        double own = Square((Transcendental + 1) * Unit) + OfSum(a.Length, 1);
        return [.. a.Select((logarithm, j) => Math.Sqrt(
            exponents[j] + mean + own + Square(Unit * Transcendental * Math.Abs(logarithm)) + Square(Unit * z[j])))];
    }
}
