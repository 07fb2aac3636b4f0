using Layerwise.Generator.Layers;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Tensors;

namespace Layerwise.Generator.Evaluation;

/// <summary>
/// What a network gives for an input, in double precision, while it is compiled: what rounded weights do to its outputs is known before the program runs. The steps
/// are those that are compiled, none of them fused with another.
/// </summary>
/// <param name="network">A network for inference, whose activations are all known.</param>
/// <param name="parameters">Its parameters.</param>
/// <param name="statistics">Its running statistics.</param>
internal sealed class NetworkEvaluation(NetworkSpec network, float[] parameters, float[] statistics)
{
    private readonly IReadOnlyList<Operation> _steps = Lowering.Of(network);
    private readonly Dictionary<(int Layer, TensorRole Role), float[]> _numbers = [];

    /// <summary>The evaluation of a network whose running statistics stand behind its parameters.</summary>
    /// <param name="network">A network for inference, whose activations are all known.</param>
    /// <param name="numbers">[ParameterCount + StatisticsCount].</param>
    public static NetworkEvaluation Of(NetworkSpec network, float[] numbers) =>
        new(network, numbers.AsSpan(0, network.ParameterCount).ToArray(), numbers.AsSpan(network.ParameterCount).ToArray());

    /// <summary>The outputs of one sample.</summary>
    /// <param name="inputs">[InputSize].</param>
    public double[] Forward(ReadOnlySpan<float> inputs)
    {
        var values = new double[_steps.Count + 1][];
        values[Graph.Inputs] = Array.ConvertAll(inputs.ToArray(), static value => (double)value);
        double[] last = values[Graph.Inputs];
        foreach (Operation step in _steps) last = values[step.Writes] = Compute(step, [.. step.Reads.Select(read => values[read])]);
        return last;
    }

    private double[] Compute(Operation step, double[][] reads)
    {
        double[] x = reads[0];
        return step switch
        {
            MatMul product => Product(product, x),
            Convolve convolve => WindowEvaluation.Convolve(convolve, x, Numbers(convolve.Layer, convolve.Weights), Biases(convolve)),
            Pad pad => WindowEvaluation.Pad(pad, x),
            Recall recall => [.. new double[recall.Width - x.Length], .. x],
            Pool pool => WindowEvaluation.Pool(pool, x),
            Normalize normalize => Scaled(normalize, x),
            NormalizeRows normalize => RowEvaluation.Normalized(normalize, x, Numbers(normalize.Layer, TensorRole.Gamma), Shifts(normalize.Layer)),
            NormalizeGroups normalize => RowEvaluation.Normalized(normalize, x, Numbers(normalize.Layer, TensorRole.Gamma), Numbers(normalize.Layer, TensorRole.Beta)),
            Activate activate => Activated(activate, x),
            Recur recur => RecurrentEvaluation.Run(recur, x, Numbers(recur.Layer, TensorRole.RecurrentWeights), RecurrentBiases(recur.Layer)),
            TakeLast last => x.AsSpan(x.Length - last.Width).ToArray(),
            Sum => [.. x.Zip(reads[1], static (a, b) => a + b)],
            Join => [.. Enumerable.Range(0, network.AnsweredSteps).SelectMany(step => reads.SelectMany(read => Part(read, step)))],
            Drop => x,
            _ => throw new InvalidOperationException($"Nothing says what {step.GetType().Name} gives."),
        };
    }

    // Of a network that answers at each step, the outputs of a step are behind each other.
    private IEnumerable<double> Part(double[] output, int step)
    {
        int width = output.Length / network.AnsweredSteps;
        return output.Skip(step * width).Take(width);
    }

    private double[] Product(MatMul product, double[] x)
    {
        float[] weights = Numbers(product.Layer, product.Weights);
        float[]? biases = Biases(product);
        var sums = new double[product.Width];
        for (int row = 0; row < product.Width / product.FanOut; row++)
        {
            Span<double> outputs = sums.AsSpan(row * product.FanOut, product.FanOut);
            for (int j = 0; j < outputs.Length; j++) outputs[j] = biases?[j] ?? 0;

            // Along the rows of the matrix, as it lies in memory.
            for (int i = 0; i < product.FanIn; i++)
            {
                double input = x[(row * product.FanIn) + i];
                ReadOnlySpan<float> factors = weights.AsSpan(i * product.FanOut, product.FanOut);
                for (int j = 0; j < factors.Length; j++) outputs[j] += input * factors[j];
            }
        }

        return sums;
    }

    private double[] Scaled(Normalize normalize, double[] z)
    {
        LayerSpec layer = normalize.Layer;
        float[] gamma = Numbers(layer, TensorRole.Gamma), beta = Numbers(layer, TensorRole.Beta);
        float[] means = Numbers(layer, TensorRole.RunningMeans), variances = Numbers(layer, TensorRole.RunningVariances);
        return [.. z.Select((value, i) =>
        {
            int j = i % gamma.Length;
            return (gamma[j] * (value - means[j]) / Math.Sqrt((double)variances[j] + layer.NormalizationEpsilon)) + beta[j];
        })];
    }

    private double[] Activated(Activate activate, double[] z)
    {
        ActivationSpec phi = activate.Phi;
        if (phi.Traits.IsRowwise) return RowEvaluation.Softmax(z, activate.Channels, phi.Traits.GivesLogarithms);
        float[] slopes = phi.Traits.HasLearnedSlope ? Numbers(activate.Layer, TensorRole.Slope) : [phi.Slope];
        var curves = Array.ConvertAll(slopes, slope => phi.Traits.Curve!(slope).Function);
        return [.. z.Select((value, i) => curves[i % activate.Channels % curves.Length](value, out _))];
    }

    private float[]? Biases(LinearMap map) => map.HasBias ? Numbers(map.Layer, TensorRole.Biases) : null;

    private float[]? RecurrentBiases(LayerSpec layer) => layer.Tensors.Length(TensorRole.RecurrentBiases) > 0 ? Numbers(layer, TensorRole.RecurrentBiases) : null;

    private float[]? Shifts(LayerSpec layer) => layer.LayerNormalization ? Numbers(layer, TensorRole.Beta) : null;

    // Each sample asks for them again.
    private float[] Numbers(LayerSpec layer, TensorRole role)
    {
        if (_numbers.TryGetValue((layer.Index, role), out float[]? known)) return known;
        float[] vector = TensorSpec.StorageOf(role) == TensorStorage.Parameters ? parameters : statistics;
        return _numbers[(layer.Index, role)] = vector.AsSpan(layer.OffsetOf(role), (int)layer.Tensors.Length(role)).ToArray();
    }
}
