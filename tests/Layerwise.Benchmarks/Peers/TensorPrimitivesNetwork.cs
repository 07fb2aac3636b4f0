using System.Numerics.Tensors;

namespace Layerwise.Benchmarks.Peers;

/// <summary>The vectorized .NET code one writes today without a generator: one dot product per unit, weights [fanOut][fanIn].</summary>
internal sealed class TensorPrimitivesNetwork
{
    private readonly LayerInfo[] _layers;
    private readonly float[][] _weights;
    private readonly float[][] _biases;
    private readonly float[][] _outputs;

    public TensorPrimitivesNetwork(ReadOnlySpan<LayerInfo> layers, ReadOnlySpan<float> parameters)
    {
        _layers = layers.ToArray();
        _outputs = Array.ConvertAll(_layers, static layer => new float[layer.FanOut]);
        _weights = Array.ConvertAll(_layers, static layer => new float[layer.WeightCount]);
        _biases = Array.ConvertAll(_layers, static layer => new float[layer.FanOut]);
        for (int l = 0; l < _layers.Length; l++)
        {
            LayerInfo layer = _layers[l];
            parameters.Slice(layer.BiasesOffset, layer.BiasCount).CopyTo(_biases[l]);
            for (int o = 0; o < layer.FanOut; o++)
            {
                for (int i = 0; i < layer.FanIn; i++) _weights[l][(o * layer.FanIn) + i] = parameters[layer.WeightsOffset + (i * layer.FanOut) + o];
            }
        }
    }

    public float[] Forward(float[] inputs)
    {
        float[] x = inputs;
        for (int l = 0; l < _layers.Length; l++)
        {
            float[] y = _outputs[l];
            ReadOnlySpan<float> weights = _weights[l];
            for (int o = 0; o < y.Length; o++) y[o] = TensorPrimitives.Dot(weights.Slice(o * x.Length, x.Length), x);
            TensorPrimitives.Add(y, _biases[l], y);
            switch (_layers[l].Activation)
            {
                case Activation.Relu: TensorPrimitives.Max(y, 0f, y); break;
                case Activation.Tanh: TensorPrimitives.Tanh<float>(y, y); break;
                case Activation.Sigmoid: TensorPrimitives.Sigmoid<float>(y, y); break;
                case Activation.Softmax: TensorPrimitives.SoftMax<float>(y, y); break;
                default: break;
            }

            x = y;
        }

        return x;
    }
}
