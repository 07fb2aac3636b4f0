using Layerwise.Reference;
using static Layerwise.Conformance.Rounding;

namespace Layerwise.Conformance;

/// <summary>The standard errors of a backward pass in float, beside the exact values of <see cref="ReferenceGradients"/>.</summary>
internal sealed class BackwardError
{
    private readonly ReferenceNetwork _network;
    private readonly double[][] _own;
    private readonly ReferencePass _pass;
    private readonly ForwardError _forward;
    private readonly double[] _gradients;

    // Of the learned slope of each layer: the variance of its terms, their magnitude, their number.
    private readonly (double Variance, double Magnitude, int Terms)[] _slopes;

    private BackwardError(ReferenceNetwork network, double[] parameters, ReferencePass pass, ForwardError forward)
    {
        _network = network;
        _own = [.. network.Layers.Select((_, layer) => network.Own(parameters, layer))];
        _pass = pass;
        _forward = forward;
        _gradients = new double[network.ParameterCount];
        _slopes = new (double, double, int)[network.Layers.Count];
        Inputs = [];
    }

    /// <summary>[ParameterCount].</summary>
    public double[] Parameters => _gradients;

    /// <summary>[rows][inputs].</summary>
    public double[][] Inputs { get; private set; }

    /// <summary>The errors of a pass that starts from the gradients of the outputs.</summary>
    public static BackwardError FromOutputs(
        ReferenceNetwork network, double[] parameters, ReferencePass pass, ForwardError forward,
        ReferenceGradients exact, double[][] outputGradientErrors)
    {
        var error = new BackwardError(network, parameters, pass, forward);
        error.Propagate(exact, error.OfPreActivations(network.Layers.Count - 1, exact, outputGradientErrors));
        return error;
    }

    /// <summary>The errors of a pass that starts from the declared loss.</summary>
    public static BackwardError FromLoss(
        ReferenceNetwork network, double[] parameters, ReferencePass pass, ForwardError forward, ReferenceGradients exact,
        LossFunction loss, double[][] targets)
    {
        // Softmax and log-softmax with the entropies and sigmoid with the binary one collapse to ∂/∂z = p·Σy − y.
        bool isFused = (network.Layers[^1].Activation, loss.Kind) is
            (Activation.Softmax or Activation.LogSoftmax, Loss.CrossEntropy or Loss.KullbackLeibler) or (Activation.Sigmoid, Loss.BinaryCrossEntropy);
        if (!isFused)
        {
            double[][] errors = LossError.OfGradients(loss, pass.Outputs, targets, forward.Outputs);
            return FromOutputs(network, parameters, pass, forward, exact, errors);
        }

        var error = new BackwardError(network, parameters, pass, forward);
        double count = loss.Count(targets);
        double[][] probabilities = loss.IsOfLogarithms
            ? [.. forward.Outputs.Select((row, r) => row.Select((e, j) => Math.Exp(pass.Outputs[r][j]) * (e + (Transcendental * Unit))).ToArray())]
            : forward.Outputs;
        error.Propagate(exact, [.. probabilities.Select((row, r) =>
        {
            double sum = loss.Kind == Loss.BinaryCrossEntropy ? 1 : targets[r].Select((_, j) => loss.Target(targets[r], j)).Sum();
            return row.Select(e => Math.Max(1, sum) * (e + (2 * Unit)) / count).ToArray();
        })]);
        return error;
    }

    private void Propagate(ReferenceGradients exact, double[][] lastErrors)
    {
        double[][] errors = lastErrors;
        for (int layer = _network.Layers.Count - 1; layer >= 0; layer--)
        {
            int l = layer;
            errors = ThroughNormalization(l, exact, errors);
            AddParameterErrors(l, exact.Deltas[l], errors);
            errors = [.. errors.Select((e, row) => OfInputGradients(l, exact.Deltas[l][row], e))];
            if (l > 0) errors = OfPreActivations(l - 1, exact, errors);
        }

        Inputs = errors;
    }

    // From the derivatives with respect to the outputs of a layer to those with respect to its pre-activations.
    private double[][] OfPreActivations(int l, ReferenceGradients exact, double[][] errors)
    {
        double[][] upstream = exact.Outputs[l];
        if (_pass.Layers[l].Mask is { } mask)
        {
            upstream = [.. upstream.Select((row, r) => row.Select((g, j) => g * mask[r][j]).ToArray())];
            errors = ForwardError.Masked(errors, mask, upstream);
        }

        return [.. upstream.Select((g, row) => OfDeltas(l, row, g, errors[row]))];
    }

    // From those to the derivatives by x·W + b.
    private double[][] ThroughNormalization(int l, ReferenceGradients exact, double[][] errors)
    {
        if (_forward.Normalization(l) is not { } normalization) return errors;
        var (deltas, gamma, beta) = normalization.OfGradients(exact.PreActivations[l], errors, exact.Deltas[l]);
        int start = _network.Offset(l) + _network.Layers[l].GammaOffset;
        gamma.CopyTo(_gradients, start);
        beta.CopyTo(_gradients, start + gamma.Length);
        return deltas;
    }

    // δ = g·φ′(z).
    private double[] OfDeltas(int l, int row, double[] upstream, double[] inherited)
    {
        var layer = _network.Layers[l];
        double[] a = _pass.Layers[l].Activations[row];
        double[] errors = _forward.Activations(l, row);
        if (layer.Activation == Activation.Softmax) return OfSoftmaxDeltas(a, errors, upstream, inherited);
        if (layer.Activation == Activation.LogSoftmax) return OfLogSoftmaxDeltas(a, errors, upstream, inherited);

        double[] z = _pass.Layers[l].PreActivations[row];
        double[] zErrors = _forward.PreActivations(l, row);
        double[] own = _own[l];
        var deltas = new double[a.Length];
        for (int j = 0; j < a.Length; j++)
        {
            double slope = layer.Derivative(own, z[j]);
            double slopeError = ScalarError.OfDerivative(layer, own, z[j], zErrors[j]);
            deltas[j] = Math.Sqrt(Square(slope * inherited[j]) + Square(upstream[j] * slopeError) + Square(2 * Unit * upstream[j] * slope));
            if (layer.HasSlope) AddSlopeTerm(l, upstream[j], inherited[j], z[j], zErrors[j]);
        }

        return deltas;
    }

    // ∂/∂slope = Σ g·min(0, z).
    private void AddSlopeTerm(int l, double upstream, double inherited, double z, double zError)
    {
        double negative = Math.Min(0, z);
        bool mayBeNegative = z <= Confidence * zError;
        double variance = Square(negative * inherited) + (mayBeNegative ? Square(upstream * zError) : 0);
        var sum = _slopes[l];
        _slopes[l] = (sum.Variance + variance, sum.Magnitude + Math.Abs(upstream * negative), sum.Terms + 1);
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

    private double[] OfInputGradients(int l, double[] deltas, double[] inherited)
    {
        var layer = _network.Layers[l];
        double[] own = _own[l];
        var errors = new double[layer.FanIn];
        for (int i = 0; i < layer.FanIn; i++)
        {
            double magnitude = 0;
            double variance = 0;
            for (int j = 0; j < layer.FanOut; j++)
            {
                double weight = layer.Weight(own, i, j);
                magnitude += Math.Abs(weight * deltas[j]);
                variance += Square(weight * inherited[j]);
            }

            errors[i] = Math.Sqrt(variance + OfSum(layer.FanOut, magnitude));
        }

        return errors;
    }

    // ∂/∂W = Σ xᵀ·δ and ∂/∂b = Σ δ over the rows; a bias is the weight of an input that is always 1.
    private void AddParameterErrors(int l, double[][] deltas, double[][] deltaErrors)
    {
        var layer = _network.Layers[l];
        int offset = _network.Offset(l);
        if (layer.HasSlope) _gradients[offset + layer.SlopeOffset] = Math.Sqrt(_slopes[l].Variance + OfSum(_slopes[l].Terms, _slopes[l].Magnitude));
        double[][] inputs = _pass.LayerInputs(l);
        double[][] inputErrors = [.. inputs.Select((x, row) => _forward.OfLayerInputs(l, row, x.Length))];
        var magnitudes = new double[layer.FanOut];
        var variances = new double[layer.FanOut];
        for (int i = 0; i < layer.FanIn + (layer.HasBias ? 1 : 0); i++)
        {
            Array.Clear(magnitudes);
            Array.Clear(variances);
            for (int row = 0; row < inputs.Length; row++)
            {
                double x = i < layer.FanIn ? inputs[row][i] : 1;
                double xError = i < layer.FanIn ? inputErrors[row][i] : 0;
                double[] delta = deltas[row];
                double[] deltaError = deltaErrors[row];
                for (int j = 0; j < delta.Length; j++)
                {
                    magnitudes[j] += Math.Abs(x * delta[j]);
                    variances[j] += Square(x * deltaError[j]) + Square(xError * delta[j]);
                }
            }

            for (int j = 0; j < layer.FanOut; j++) _gradients[offset + (i * layer.FanOut) + j] = Math.Sqrt(variances[j] + OfSum(inputs.Length, magnitudes[j]));
        }
    }
}
