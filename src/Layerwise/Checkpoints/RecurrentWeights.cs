using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Takes the weights of a recurrent layer as other frameworks hold them, gates, matrices and biases in the order of the framework, so that the layer computes what it did
/// there. A span can come from a file of safetensors (<see cref="Tensor.CopyTo(Span{float})"/>), or from wherever else they were read.
/// </summary>
public static class RecurrentWeights
{
    /// <summary>
    /// Takes the weights of a layer of PyTorch's <c>nn.GRU</c>, <c>nn.LSTM</c> or <c>nn.RNN</c>, by the names of its <c>state_dict</c> without <c>_l0</c>. Its two biases become
    /// one where the layer has one: they are added up.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network whose parameters are replaced.</param>
    /// <param name="layer">Zero-based index of the recurrent layer.</param>
    /// <param name="weightIh">[gates × units, inputs].</param>
    /// <param name="weightHh">[gates × units, units].</param>
    /// <param name="biasIh">[gates × units].</param>
    /// <param name="biasHh">[gates × units].</param>
    /// <exception cref="ArgumentException">
    /// The layer is none that remembers, or a GRU without <see cref="GruAttribute.ResetAfter"/>, which PyTorch doesn't have, or a span has the wrong length; nothing is
    /// replaced then.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public static void FromPyTorch<TNetwork>(
        TNetwork network, int layer, ReadOnlySpan<float> weightIh, ReadOnlySpan<float> weightHh, ReadOnlySpan<float> biasIh, ReadOnlySpan<float> biasHh)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        LayerInfo info = Check(network, layer);
        if (info.ResetsFirst) throw new ArgumentException($"Layer {layer} of {typeof(TNetwork).Name} has ResetAfter = false, and nn.GRU multiplies by its reset gate behind the product.", nameof(layer));
        int width = info.LengthOf(TensorRole.Biases);
        Guard.Length(weightIh.Length, width, info.FanIn, nameof(weightIh));
        Guard.Length(weightHh.Length, width, info.FanOut, nameof(weightHh));
        Guard.Length(biasIh.Length, 1, width, nameof(biasIh));
        Guard.Length(biasHh.Length, 1, width, nameof(biasHh));
        Transpose(weightIh, Part(network, info, TensorRole.Weights), width);
        Transpose(weightHh, Part(network, info, TensorRole.RecurrentWeights), width);
        Span<float> biases = Part(network, info, TensorRole.Biases);
        biasIh.CopyTo(biases);
        if (info.Kind == LayerKind.Gru) biasHh.CopyTo(Part(network, info, TensorRole.RecurrentBiases));
        else for (int i = 0; i < width; i++) biases[i] += biasHh[i];
    }

    /// <summary>
    /// Takes the weights of Keras's <c>GRU</c>, with <c>reset_after</c> as <see cref="GruAttribute.ResetAfter"/> is, <c>LSTM</c> or <c>SimpleRNN</c>, in the order of <c>get_weights()</c>. The
    /// gates z and r of a GRU change places.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="network">The network whose parameters are replaced.</param>
    /// <param name="layer">Zero-based index of the recurrent layer.</param>
    /// <param name="kernel">[inputs, gates × units].</param>
    /// <param name="recurrentKernel">[units, gates × units].</param>
    /// <param name="bias">[gates × units], of a GRU with <c>reset_after=True</c> [2, gates × units].</param>
    /// <exception cref="ArgumentException">The layer is none that remembers, or a span has the wrong length; nothing is replaced then.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public static void FromKeras<TNetwork>(TNetwork network, int layer, ReadOnlySpan<float> kernel, ReadOnlySpan<float> recurrentKernel, ReadOnlySpan<float> bias)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        LayerInfo info = Check(network, layer);
        int width = info.LengthOf(TensorRole.Biases);
        bool isGru = info.Kind == LayerKind.Gru;
        bool hasBoth = info.LengthOf(TensorRole.RecurrentBiases) > 0;
        Guard.Length(kernel.Length, info.FanIn, width, nameof(kernel));
        Guard.Length(recurrentKernel.Length, info.FanOut, width, nameof(recurrentKernel));
        Guard.Length(bias.Length, hasBoth ? 2 : 1, width, nameof(bias));
        Copy(kernel, TensorRole.Weights);
        Copy(recurrentKernel, TensorRole.RecurrentWeights);
        Copy(bias[..width], TensorRole.Biases);
        if (hasBoth) Copy(bias[width..], TensorRole.RecurrentBiases);

        void Copy(ReadOnlySpan<float> from, TensorRole role)
        {
            Span<float> to = Part(network, info, role);
            from.CopyTo(to);
            for (int row = 0; isGru && row < from.Length; row += width)
            {
                from.Slice(row, info.FanOut).CopyTo(to[(row + info.FanOut)..]);
                from.Slice(row + info.FanOut, info.FanOut).CopyTo(to[row..]);
            }
        }
    }

    private static LayerInfo Check<TNetwork>(TNetwork network, int layer)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        Guard.Layer(layer, TNetwork.Layers.Length);
        LayerInfo info = TNetwork.Layers[layer];
        return info.IsRecurrent ? info : throw new ArgumentException($"Layer {layer} of {typeof(TNetwork).Name} is {info.Kind}; expected Gru, Lstm or Rnn.", nameof(layer));
    }

    private static Span<float> Part<TNetwork>(TNetwork network, LayerInfo info, TensorRole role)
        where TNetwork : class, IRecurrentNetwork<TNetwork> => network.Parameters.Slice(info.OffsetOf(role), info.LengthOf(role));

    private static void Transpose(ReadOnlySpan<float> from, Span<float> to, int rows)
    {
        int columns = from.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) to[(column * rows) + row] = from[(row * columns) + column];
        }
    }
}
