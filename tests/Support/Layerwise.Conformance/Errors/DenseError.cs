using Layerwise.Conformance.Errors.Normalizations;
using Layerwise.Reference.Dense;
using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance.Errors;

/// <summary>The standard errors of a dense layer in float: its forward pass.</summary>
internal sealed partial class DenseError : LayerError
{
    private readonly ReferenceDense _layer;
    private readonly double[] _parameters;
    private readonly DensePass _pass;
    private readonly double[][] _inherited;
    private readonly double[][] _linear;
    private readonly NormalizationError? _normalization;
    private readonly RowNormalizationError? _ofRows;
    private readonly GroupNormalizationError? _ofGroups;

    public DenseError(ReferenceDense layer, double[] parameters, DensePass pass, double[][] inherited)
    {
        (_layer, _parameters, _pass, _inherited) = (layer, parameters, pass, inherited);
        _linear = [.. pass.Inputs.Select((x, row) => OfLinear(layer, parameters, x, inherited[row]))];
        _normalization = pass.Normalization is null ? null : new NormalizationError(pass, layer.Gamma(parameters), layer.Beta(parameters), _linear);
        _ofRows = pass.RowNormalization is null
            ? null
            : new RowNormalizationError(pass.RowNormalization, pass.Linear, layer.Gamma(parameters), pass.PreActivations, _linear);
        _ofGroups = pass.GroupNormalization is null ? null : new GroupNormalizationError(pass.GroupNormalization, pass, layer.Gamma(parameters), _linear);
        PreActivations = _normalization?.Results ?? _ofRows?.Results ?? _ofGroups?.Results ?? _linear;
        Activations = [.. PreActivations.Select((e, row) => OfActivations(layer, parameters, pass.PreActivations[row], pass.Activations[row], e))];
        Outputs = pass.Mask is null ? Activations : Masked(Activations, pass.Mask, pass.Outputs);
    }

    /// <inheritdoc/>
    public override double[][] Outputs { get; }

    /// <inheritdoc/>
    public override double[][] Activations { get; }

    /// <inheritdoc/>
    public override double[][] PreActivations { get; }

    /// <inheritdoc/>
    public override double[] OfRunningStatistics() => _normalization?.OfRunningStatistics(_pass.Linear, _linear, _layer.NormalizationMomentum) ?? [];

    // Of values that a mask multiplied, whose standard errors before are given.
    private static double[][] Masked(double[][] errors, double[][] mask, double[][] products) =>
        [.. errors.Select((row, r) => row.Select((e, j) => (mask[r][j] * e) + (2 * Unit * Math.Abs(products[r][j]))).ToArray())];

    private static double[] OfLinear(ReferenceDense layer, double[] parameters, double[] x, double[] inherited)
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

    private static double[] OfActivations(ReferenceDense layer, double[] parameters, double[] z, double[] a, double[] errors) => layer.Activation switch
    {
        Activation.Softmax => OfSoftmax(z, a, errors),
        Activation.LogSoftmax => OfLogSoftmax(z, a, errors),
        Activation.Identity => errors,
        _ => [.. errors.Select((e, j) => (ScalarError.Steepest(layer, parameters, j, z[j], e) * e) + (ScalarError.Relative(layer, z[j]) * Unit * Math.Abs(a[j])))],
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
