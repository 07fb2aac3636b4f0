using Layerwise.Reference.Activations;
using Layerwise.Reference.Normalizations;

namespace Layerwise.Reference.Dense;

/// <summary>
/// A dense layer, a = φ(z), z = x·W + b or its batch normalization. Its parameters are W [fanIn, fanOut], row-major, then b, then γ and β,
/// then the slope of a PReLU, or one for each unit.
/// </summary>
/// <param name="FanIn">Number of inputs.</param>
/// <param name="FanOut">Number of outputs.</param>
/// <param name="Activation">φ.</param>
/// <param name="Slope">Negative slope of <see cref="Activation.LeakyRelu"/>, α of <see cref="Activation.Elu"/>.</param>
/// <param name="HasBias">Whether b is there.</param>
public sealed record ReferenceDense(int FanIn, int FanOut, Activation Activation, double Slope = 0.01, bool HasBias = true) : ReferenceLayer
{
    /// <summary>The struct behind <see cref="Activation.Custom"/>.</summary>
    public Type? ActivationType { get; init; }

    /// <summary>Whether x·W + b is normalized.</summary>
    public bool BatchNormalization { get; init; }

    /// <summary>Whether x·W + b of each sample is normalized.</summary>
    public bool LayerNormalization { get; init; }

    /// <summary>Whether x·W + b of each sample is divided by its root mean square.</summary>
    public bool RmsNormalization { get; init; }

    /// <summary>In how many groups of units x·W + b is normalized, over so many rows, the positions of a sample; 0 for no such normalization.</summary>
    public int NormalizedGroups { get; init; }

    /// <summary>Positions of a sample, where there are such groups.</summary>
    public int NormalizedPositions { get; init; }

    /// <summary>ε of the normalization: PyTorch's default.</summary>
    public double NormalizationEpsilon { get; init; } = 1e-5;

    /// <summary>How far a batch moves the running statistics: PyTorch's default.</summary>
    public double NormalizationMomentum { get; init; } = 0.1;

    /// <summary>The probability with which training drops an output.</summary>
    public double Dropout { get; init; }

    /// <summary>Whether the slope is learned.</summary>
    public bool HasSlope => Activation == Activation.PRelu;

    /// <summary>Whether each unit learns a slope of its own.</summary>
    public bool SlopePerUnit { get; init; }

    /// <summary>Number of learned slopes.</summary>
    public int SlopeCount => !HasSlope ? 0 : SlopePerUnit ? FanOut : 1;

    /// <summary>Number of weights.</summary>
    public int WeightCount => FanIn * FanOut;

    /// <summary>Where the learned slopes start among the parameters.</summary>
    public int SlopeOffset => GammaOffset + NormalizedCount;

    /// <summary>Where γ starts among the parameters, and behind it β.</summary>
    public int GammaOffset => WeightCount + (HasBias ? FanOut : 0);

    /// <summary>Number of running means and variances.</summary>
    public int StatisticsCount => BatchNormalization ? 2 * FanOut : 0;

    /// <summary>Number of γ and β.</summary>
    public int NormalizedCount => BatchNormalization || LayerNormalization || NormalizedGroups > 0 ? 2 * FanOut : RmsNormalization ? FanOut : 0;

    /// <inheritdoc/>
    public override int InputSize => FanIn;

    /// <inheritdoc/>
    public override int OutputSize => FanOut;

    /// <summary>Running means of 0 and variances of 1.</summary>
    public override double[] FirstStatistics => [.. Enumerable.Range(0, StatisticsCount).Select(i => i < FanOut ? 0.0 : 1)];

    /// <summary>Number of weights, biases, γ, β and slopes.</summary>
    public override int ParameterCount => SlopeOffset + SlopeCount;

    /// <summary>The layer that an attribute declares.</summary>
    public static ReferenceDense DeclaredBy(LayerAttribute layer) => DeclaredBy(layer, layer.FanIn, layer.FanOut);

    /// <summary>The layer of given sizes that an attribute declares, of whatever kind.</summary>
    public static ReferenceDense DeclaredBy(LinearLayerAttribute layer, int fanIn, int fanOut) =>
        new(fanIn, fanOut, layer.Activation, layer.Slope, layer.Bias)
        {
            ActivationType = layer.ActivationType,
            BatchNormalization = layer.BatchNormalization,
            LayerNormalization = layer.LayerNormalization,
            RmsNormalization = layer.RmsNormalization,
            NormalizationEpsilon = layer.NormalizationEpsilon,
            NormalizationMomentum = layer.NormalizationMomentum,
            Dropout = layer.Dropout,
            SlopePerUnit = layer.SlopePerUnit,
        };

    /// <summary>Where the learned slope of a unit is among the parameters.</summary>
    public int SlopePlace(int unit) => SlopeOffset + (SlopePerUnit ? unit : 0);

    /// <summary>W[i, j] out of the parameters of this layer.</summary>
    public double Weight(double[] parameters, int i, int j) => parameters[(i * FanOut) + j];

    /// <summary>b[j] out of the parameters of this layer; 0 where it has no bias.</summary>
    public double Bias(double[] parameters, int j) => HasBias ? parameters[(FanIn * FanOut) + j] : 0;

    /// <summary>γ [fanOut] out of the parameters of this layer.</summary>
    public double[] Gamma(double[] parameters) => parameters[GammaOffset..(GammaOffset + FanOut)];

    /// <summary>β [fanOut] out of the parameters of this layer; empty where it has none.</summary>
    public double[] Beta(double[] parameters) => RmsNormalization ? [] : parameters[(GammaOffset + FanOut)..(GammaOffset + (2 * FanOut))];

    /// <summary>φ(z) of an elementwise activation, of one unit.</summary>
    public double Value(double[] parameters, int unit, double z) =>
        ActivationType is null ? Scalar.Value(Activation, SlopeIn(parameters, unit), z) : CustomScalar.Value(ActivationType, z);

    /// <summary>φ′(z) of an elementwise activation, of one unit.</summary>
    public double Derivative(double[] parameters, int unit, double z) =>
        ActivationType is null ? Scalar.Derivative(Activation, SlopeIn(parameters, unit), z) : CustomScalar.Derivative(ActivationType, z);

    /// <inheritdoc/>
    public override DensePass Forward(double[] parameters, double[][] inputs, LayerState state)
    {
        double[][] linear = [.. inputs.Select(row => Linear(parameters, row))];
        var normalization = BatchNormalization ? Normalization.Of(linear, state.RunningStatistics, state.IsTraining, NormalizationEpsilon, NormalizationMomentum) : null;
        var ofRows = LayerNormalization || RmsNormalization ? RowNormalization.Of(linear, LayerNormalization, NormalizationEpsilon) : null;
        var ofGroups = NormalizedGroups > 0 ? GroupNormalization.Of(linear, NormalizedGroups, NormalizedPositions, NormalizationEpsilon) : null;
        double[][] z = normalization?.Scaled(Gamma(parameters), Beta(parameters))
            ?? ofRows?.Scaled(Gamma(parameters), Beta(parameters))
            ?? ofGroups?.Scaled(Gamma(parameters), Beta(parameters))
            ?? linear;
        double[][] a = [.. z.Select(row => Phi.Apply(this, parameters, row))];
        double[][]? mask = state.IsTraining && Dropout > 0 ? MaskFactors.Of(state.Masks, state.Layer, Dropout, a.Length, FanOut) : null;
        return new DensePass(inputs, linear, normalization, z, a, mask, mask is null ? a : Product(a, mask)) { RowNormalization = ofRows, GroupNormalization = ofGroups };
    }

    /// <inheritdoc/>
    public override DenseGradients Backward(double[] parameters, LayerPass pass, double[][] upstream)
    {
        var at = (DensePass)pass;
        double[] gradients = new double[ParameterCount];
        double[][] ofActivations = at.Mask is null ? upstream : Product(upstream, at.Mask);
        double[][] ofZ = [.. ofActivations.Select((g, row) => Phi.Backward(this, parameters, at.PreActivations[row], at.Activations[row], g))];
        double[][] deltas = at.Normalization?.Backward(Gamma(parameters), ofZ)
            ?? at.RowNormalization?.Backward(Gamma(parameters), ofZ)
            ?? at.GroupNormalization?.Backward(Gamma(parameters), ofZ)
            ?? ofZ;
        for (int j = 0; j < FanOut && at.Normalization is not null; j++)
        {
            gradients[GammaOffset + j] = at.Normalization.GammaGradient(ofZ, j);
            gradients[GammaOffset + FanOut + j] = Normalization.BetaGradient(ofZ, j);
        }

        for (int j = 0; j < FanOut && at.RowNormalization is { } rows; j++)
        {
            gradients[GammaOffset + j] = ofZ.Select((g, row) => g[j] * rows.Normalized[row][j]).Sum();
            if (rows.IsCentred) gradients[GammaOffset + FanOut + j] = Normalization.BetaGradient(ofZ, j);
        }

        if (at.GroupNormalization is { } groups)
        {
            groups.GammaGradients(ofZ).CopyTo(gradients, GammaOffset);
            for (int j = 0; j < FanOut; j++) gradients[GammaOffset + FanOut + j] = Normalization.BetaGradient(ofZ, j);
        }

        for (int row = 0; row < upstream.Length; row++)
        {
            AddParameterGradients(at.Inputs[row], deltas[row], gradients);
            AddSlopeGradient(at.PreActivations[row], ofActivations[row], gradients);
        }

        return new DenseGradients(gradients, [.. deltas.Select(delta => InputGradients(parameters, delta))], upstream, ofZ, deltas);
    }

    /// <summary>x·W + b of one sample.</summary>
    public double[] Linear(double[] parameters, double[] x)
    {
        double[] z = [.. Enumerable.Range(0, FanOut).Select(j => Bias(parameters, j))];
        for (int i = 0; i < FanIn; i++)
        {
            for (int j = 0; j < FanOut; j++)
            {
                z[j] += x[i] * Weight(parameters, i, j);
            }
        }

        return z;
    }

    /// <summary>Adds one sample's ∂/∂W = xᵀ·δ and ∂/∂b = δ, where δ is the derivative with respect to x·W + b.</summary>
    public void AddParameterGradients(double[] x, double[] delta, Span<double> gradients)
    {
        for (int i = 0; i < FanIn; i++)
        {
            for (int j = 0; j < FanOut; j++)
            {
                gradients[(i * FanOut) + j] += x[i] * delta[j];
            }
        }

        for (int j = 0; j < FanOut && HasBias; j++) gradients[(FanIn * FanOut) + j] += delta[j];
    }

    /// <summary>Adds one sample's ∂/∂slope = Σ g·min(0, z), where g = ∂/∂a; of a slope for one unit, what that unit brings.</summary>
    public void AddSlopeGradient(double[] z, double[] upstream, Span<double> gradients)
    {
        for (int j = 0; j < FanOut && HasSlope; j++) gradients[SlopePlace(j)] += upstream[j] * Math.Min(0, z[j]);
    }

    /// <summary>One sample's ∂/∂x = δ·Wᵀ.</summary>
    public double[] InputGradients(double[] parameters, double[] delta)
    {
        var gradients = new double[FanIn];
        for (int i = 0; i < FanIn; i++)
        {
            for (int j = 0; j < FanOut; j++)
            {
                gradients[i] += delta[j] * Weight(parameters, i, j);
            }
        }

        return gradients;
    }

    private static double[][] Product(double[][] a, double[][] b) =>
        [.. a.Select((row, r) => row.Select((value, j) => value * b[r][j]).ToArray())];

    private double SlopeIn(double[] parameters, int unit) => HasSlope ? parameters[SlopePlace(unit)] : Slope;
}
