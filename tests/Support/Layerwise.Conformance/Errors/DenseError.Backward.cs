using Layerwise.Reference;
using Layerwise.Reference.Dense;
using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance.Errors;

/// <summary>Its backward pass.</summary>
internal sealed partial class DenseError
{
    // Of each learned slope: the variance of its terms, their magnitude, their number.
    private (double Variance, double Magnitude, int Terms)[] _slopes = [];

    /// <inheritdoc/>
    public override double[][] Backward(LayerGradients exact, double[][] errors, Span<double> parameters)
    {
        _slopes = new (double, double, int)[_layer.SlopeCount];
        return BackwardFromPreActivations(exact, OfPreActivations((DenseGradients)exact, errors), parameters);
    }

    /// <inheritdoc/>
    public override double[][] BackwardFromPreActivations(LayerGradients exact, double[][] errors, Span<double> parameters)
    {
        var gradients = (DenseGradients)exact;
        double[][] ofDeltas = ThroughNormalization(gradients, errors, parameters);
        AddParameterErrors(gradients.Deltas, ofDeltas, parameters);
        return [.. ofDeltas.Select((e, row) => OfInputGradients(gradients.Deltas[row], e))];
    }

    // From the derivatives with respect to the outputs to those with respect to the pre-activations.
    private double[][] OfPreActivations(DenseGradients exact, double[][] errors)
    {
        double[][] upstream = exact.Outputs;
        if (_pass.Mask is { } mask)
        {
            upstream = [.. upstream.Select((row, r) => row.Select((g, j) => g * mask[r][j]).ToArray())];
            errors = Masked(errors, mask, upstream);
        }

        return [.. upstream.Select((g, row) => OfDeltas(row, g, errors[row]))];
    }

    // From those to the derivatives with respect to x·W + b.
    private double[][] ThroughNormalization(DenseGradients exact, double[][] errors, Span<double> parameters)
    {
        if (_normalization is null && _ofRows is null && _ofGroups is null) return errors;
        var (deltas, gamma, beta) = _normalization?.OfGradients(exact.PreActivations, errors, exact.Deltas)
            ?? _ofRows?.OfGradients(exact.PreActivations, errors, exact.Deltas)
            ?? _ofGroups!.OfGradients(exact.PreActivations, errors, exact.Deltas);
        gamma.CopyTo(parameters[_layer.GammaOffset..]);
        beta.CopyTo(parameters[(_layer.GammaOffset + gamma.Length)..]);
        return deltas;
    }

    // δ = g·φ′(z).
    private double[] OfDeltas(int row, double[] upstream, double[] inherited)
    {
        double[] a = _pass.Activations[row];
        double[] errors = Activations[row];
        if (_layer.Activation == Activation.Softmax) return OfSoftmaxDeltas(a, errors, upstream, inherited);
        if (_layer.Activation == Activation.LogSoftmax) return OfLogSoftmaxDeltas(a, errors, upstream, inherited);

        double[] z = _pass.PreActivations[row];
        double[] zErrors = PreActivations[row];
        var deltas = new double[a.Length];
        for (int j = 0; j < a.Length; j++)
        {
            double slope = _layer.Derivative(_parameters, j, z[j]);
            double slopeError = ScalarError.OfDerivative(_layer, _parameters, j, z[j], zErrors[j]);
            deltas[j] = Math.Sqrt(Square(slope * inherited[j]) + Square(upstream[j] * slopeError) + Square(2 * Unit * upstream[j] * slope));
            if (_layer.HasSlope) AddSlopeTerm(j, upstream[j], inherited[j], z[j], zErrors[j]);
        }

        return deltas;
    }

    // ∂/∂slope = Σ g·min(0, z).
    private void AddSlopeTerm(int unit, double upstream, double inherited, double z, double zError)
    {
        double negative = Math.Min(0, z);
        bool mayBeNegative = z <= Confidence * zError;
        double variance = Square(negative * inherited) + (mayBeNegative ? Square(upstream * zError) : 0);
        ref (double Variance, double Magnitude, int Terms) slope = ref _slopes[_layer.SlopePlace(unit) - _layer.SlopeOffset];
        slope = (slope.Variance + variance, slope.Magnitude + Math.Abs(upstream * negative), slope.Terms + 1);
    }

    // δⱼ = gⱼ − eᵃʲ·Σᵢ gᵢ.
    private static double[] OfLogSoftmaxDeltas(double[] a, double[] errors, double[] upstream, double[] inherited)
    {
        double sum = upstream.Sum();
        double variance = inherited.Sum(Square) + OfSum(a.Length, upstream.Sum(Math.Abs));
        return [.. a.Select((logarithm, j) =>
        {
            double p = Math.Exp(logarithm);
            double ofP = p * (errors[j] + (Transcendental * Unit));
            return Math.Sqrt(Square(inherited[j]) + Square(sum * ofP) + (p * p * variance) + Square(2 * Unit * (Math.Abs(upstream[j]) + Math.Abs(p * sum))));
        })];
    }

    // δⱼ = aⱼ·(gⱼ − d), d = Σᵢ gᵢ·aᵢ.
    private static double[] OfSoftmaxDeltas(double[] a, double[] errors, double[] upstream, double[] inherited)
    {
        double mean = 0;
        double magnitude = 0;
        double variance = 0;
        for (int i = 0; i < a.Length; i++)
        {
            mean += upstream[i] * a[i];
            magnitude += Math.Abs(upstream[i] * a[i]);
            variance += Square(upstream[i] * errors[i]) + Square(a[i] * inherited[i]);
        }

        variance += OfSum(a.Length, magnitude);
        return [.. a.Select((p, j) => Math.Sqrt(
            Square((upstream[j] - mean) * errors[j])
            + (p * p * (Square(inherited[j]) + variance + Square(2 * Unit * (Math.Abs(upstream[j]) + Math.Abs(mean)))))))];
    }

    private double[] OfInputGradients(double[] deltas, double[] inherited)
    {
        var errors = new double[_layer.FanIn];
        for (int i = 0; i < _layer.FanIn; i++)
        {
            double magnitude = 0;
            double variance = 0;
            for (int j = 0; j < _layer.FanOut; j++)
            {
                double weight = _layer.Weight(_parameters, i, j);
                magnitude += Math.Abs(weight * deltas[j]);
                variance += Square(weight * inherited[j]);
            }

            errors[i] = Math.Sqrt(variance + OfSum(_layer.FanOut, magnitude));
        }

        return errors;
    }

    // ∂/∂W = Σ xᵀ·δ and ∂/∂b = Σ δ over the rows; a bias is the weight of an input that is always 1.
    private void AddParameterErrors(double[][] deltas, double[][] deltaErrors, Span<double> parameters)
    {
        for (int s = 0; s < _slopes.Length; s++) parameters[_layer.SlopeOffset + s] = Math.Sqrt(_slopes[s].Variance + OfSum(_slopes[s].Terms, _slopes[s].Magnitude));
        double[][] inputs = _pass.Inputs;
        var magnitudes = new double[_layer.FanOut];
        var variances = new double[_layer.FanOut];
        for (int i = 0; i < _layer.FanIn + (_layer.HasBias ? 1 : 0); i++)
        {
            Array.Clear(magnitudes);
            Array.Clear(variances);
            for (int row = 0; row < inputs.Length; row++)
            {
                double x = i < _layer.FanIn ? inputs[row][i] : 1;
                double xError = i < _layer.FanIn ? _inherited[row][i] : 0;
                double[] delta = deltas[row];
                double[] deltaError = deltaErrors[row];
                for (int j = 0; j < delta.Length; j++)
                {
                    magnitudes[j] += Math.Abs(x * delta[j]);
                    variances[j] += Square(x * deltaError[j]) + Square(xError * delta[j]);
                }
            }

            for (int j = 0; j < _layer.FanOut; j++) parameters[(i * _layer.FanOut) + j] = Math.Sqrt(variances[j] + OfSum(inputs.Length, magnitudes[j]));
        }
    }
}
