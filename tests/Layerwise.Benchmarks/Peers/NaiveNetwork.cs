namespace Layerwise.Benchmarks;

/// <summary>
/// The peer everybody would write first: loops over <c>float[]</c>, weights [fanOut][fanIn], one dot product per unit.
/// </summary>
internal sealed class NaiveNetwork
{
    private readonly Activation[] _activations;
    private readonly float[][][] _weights;
    private readonly float[][] _biases;
    private readonly float[][] _outputs;

    public NaiveNetwork(ReadOnlySpan<LayerInfo> layers, ReadOnlySpan<float> parameters)
    {
        _activations = new Activation[layers.Length];
        _weights = new float[layers.Length][][];
        _biases = new float[layers.Length][];
        _outputs = new float[layers.Length][];
        for (int l = 0; l < layers.Length; l++)
        {
            LayerInfo layer = layers[l];
            _activations[l] = layer.Activation;
            _biases[l] = parameters.Slice(layer.BiasesOffset, layer.BiasCount).ToArray();
            _outputs[l] = new float[layer.FanOut];
            _weights[l] = new float[layer.FanOut][];
            for (int o = 0; o < layer.FanOut; o++)
            {
                _weights[l][o] = new float[layer.FanIn];
                for (int i = 0; i < layer.FanIn; i++) _weights[l][o][i] = parameters[layer.WeightsOffset + (i * layer.FanOut) + o];
            }
        }
    }

    public float[] Forward(float[] inputs)
    {
        float[] x = inputs;
        for (int l = 0; l < _weights.Length; l++)
        {
            float[] y = _outputs[l];
            for (int o = 0; o < y.Length; o++)
            {
                float[] row = _weights[l][o];
                float sum = _biases[l][o];
                for (int i = 0; i < row.Length; i++) sum += row[i] * x[i];
                y[o] = sum;
            }

            Activate(_activations[l], y);
            x = y;
        }

        return x;
    }

    private static void Activate(Activation activation, float[] y)
    {
        switch (activation)
        {
            case Activation.Relu:
                for (int i = 0; i < y.Length; i++) y[i] = MathF.Max(0, y[i]);
                break;
            case Activation.Tanh:
                for (int i = 0; i < y.Length; i++) y[i] = MathF.Tanh(y[i]);
                break;
            case Activation.Sigmoid:
                for (int i = 0; i < y.Length; i++) y[i] = 1 / (1 + MathF.Exp(-y[i]));
                break;
            case Activation.Softmax:
                float max = y.Max();
                float total = 0;
                for (int i = 0; i < y.Length; i++) total += y[i] = MathF.Exp(y[i] - max);
                for (int i = 0; i < y.Length; i++) y[i] /= total;
                break;
            default:
                break;
        }
    }
}
