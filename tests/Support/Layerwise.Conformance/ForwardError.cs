using Layerwise.Reference;
using static Layerwise.Conformance.Rounding;

namespace Layerwise.Conformance;

/// <summary>The standard errors of a forward pass in float, [layer][row][unit], beside the exact values of <see cref="ReferencePass"/>.</summary>
internal sealed class ForwardError
{
    private readonly double[][][] _linear;
    private readonly double[][][] _preActivations;
    private readonly double[][][] _activations;
    private readonly double[][][] _outputs;
    private readonly NormalizationError?[] _normalizations;

    public ForwardError(ReferenceNetwork network, double[] parameters, ReferencePass pass)
    {
        int depth = network.Layers.Count;
        _linear = new double[depth][][];
        _preActivations = new double[depth][][];
        _activations = new double[depth][][];
        _outputs = new double[depth][][];
        _normalizations = new NormalizationError?[depth];
        for (int l = 0; l < depth; l++)
        {
            var layer = network.Layers[l];
            var at = pass.Layers[l];
            double[] own = network.Own(parameters, l);
            double[][] inputs = pass.LayerInputs(l);
            _linear[l] = [.. inputs.Select((x, row) => OfLinear(layer, own, x, OfLayerInputs(l, row, x.Length)))];
            _normalizations[l] = at.Normalization is null ? null : new NormalizationError(at, layer.Gamma(own), layer.Beta(own), _linear[l]);
            _preActivations[l] = _normalizations[l]?.Results ?? _linear[l];
            _activations[l] = [.. _preActivations[l].Select((e, row) => OfActivations(layer, own, at.PreActivations[row], at.Activations[row], e))];
            _outputs[l] = at.Mask is null ? _activations[l] : Masked(_activations[l], at.Mask, at.Outputs);
        }
    }

    /// <summary>[rows][outputs].</summary>
    public double[][] Outputs => _outputs[^1];

    public double[] PreActivations(int layer, int row) => _preActivations[layer][row];

    public double[] Activations(int layer, int row) => _activations[layer][row];

    /// <summary>Of the batch normalization of a layer; null without.</summary>
    public NormalizationError? Normalization(int layer) => _normalizations[layer];

    /// <summary>Of the running means and variances of all layers after the pass.</summary>
    public double[] OfRunningStatistics(ReferencePass pass) =>
        [.. _normalizations.SelectMany((normalization, l) => normalization?.OfRunningStatistics(pass.Layers[l].Linear, _linear[l]) ?? [])];

    /// <summary>The inputs of the first layer are exact.</summary>
    public double[] OfLayerInputs(int layer, int row, int width) => layer == 0 ? new double[width] : _outputs[layer - 1][row];

    /// <summary>Of values that a mask multiplied, whose standard errors before are given.</summary>
    public static double[][] Masked(double[][] errors, double[][] mask, double[][] products) =>
        [.. errors.Select((row, r) => row.Select((e, j) => (mask[r][j] * e) + (2 * Unit * Math.Abs(products[r][j]))).ToArray())];

    private static double[] OfLinear(ReferenceLayer layer, double[] parameters, double[] x, double[] inherited)
    {
        double[] magnitudes = [.. Enumerable.Range(0, layer.FanOut).Select(j => Math.Abs(layer.Bias(parameters, j)))];
        var variances = new double[layer.FanOut];
        for (int i = 0; i < layer.FanIn; i++)
        {
            for (int j = 0; j < layer.FanOut; j++)
            {
                double weight = layer.Weight(parameters, i, j);
                magnitudes[j] += Math.Abs(x[i] * weight);
                variances[j] += Square(weight * inherited[i]);
            }
        }

        return [.. variances.Select((variance, j) => Math.Sqrt(variance + OfSum(layer.FanIn + 1, magnitudes[j])))];
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
