using Layerwise.Protobuf;

namespace Layerwise;

/// <summary>
/// How ONNX spells a layer with a memory: GRU, LSTM or RNN of values [steps, batch, numbers]. There its gates come in another order than here, its matrices are transposed, and
/// both have biases.
/// </summary>
internal static class RecurrentNodes
{
    private static readonly bool[] FromInputs = [true, false];

    /// <summary>The operation.</summary>
    public static string Operation(LayerInfo layer) => layer.Kind switch
    {
        LayerKind.Rnn => "RNN",
        LayerKind.Gru => "GRU",
        LayerKind.Lstm => "LSTM",
        LayerKind.Dense or LayerKind.Convolution or LayerKind.Pooling => throw Unremembering(layer),
    };

    /// <summary>Adds the matrices and biases of a layer.</summary>
    public static void AddTensors(GraphWriter graph, LayerInfo layer, int index, ReadOnlySpan<float> parameters)
    {
        int units = layer.FanOut;
        int[] gates = GatesOf(layer);
        int width = gates.Length * units;
        graph.Add(Tensor.Of(NameOf(index, TensorRole.Weights), [1, width, layer.FanIn], Turned(Part(parameters, layer, TensorRole.Weights), gates, units)));
        graph.Add(Tensor.Of(NameOf(index, TensorRole.RecurrentWeights), [1, width, units], Turned(Part(parameters, layer, TensorRole.RecurrentWeights), gates, units)));
        float[] biases = new float[2 * width];
        foreach (bool isFromInputs in FromInputs)
        {
            ReadOnlySpan<float> own = Part(parameters, layer, isFromInputs ? TensorRole.Biases : TensorRole.RecurrentBiases);
            for (int i = 0; i < own.Length; i++) biases[(isFromInputs ? 0 : width) + (gates[i / units] * units) + (i % units)] = own[i];
        }

        graph.Add(Tensor.Of(NameOf(index, TensorRole.Biases), [1, 2 * width], biases));
    }

    /// <summary>Writes the nodes of a layer.</summary>
    /// <param name="graph">Takes them.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="index">Its index in the network.</param>
    /// <param name="read">What they read, steps first.</param>
    /// <param name="result">What they write.</param>
    /// <param name="around">What is added, where the layer has a residual connection.</param>
    /// <param name="state">What the layer begins with and hands on; null where it begins with zeros.</param>
    /// <returns>What they write: all steps, or the last one where the layer hands on that alone.</returns>
    /// <exception cref="NotSupportedException">The activation is none that an RNN of ONNX has.</exception>
    public static GraphValue Write(GraphWriter graph, LayerInfo layer, int index, GraphValue read, string result, GraphValue around, StateNodes? state)
    {
        string name = TensorNaming.Default.Layer(index);
        string[] tensors = [NameOf(index, TensorRole.Weights), NameOf(index, TensorRole.RecurrentWeights), NameOf(index, TensorRole.Biases)];
        string[] beginnings = state is null ? [] : ["", .. state.Beginnings(index)];
        string[] ends = state is null ? [] : layer.Kind == LayerKind.Lstm ? [name + ".h", name + ".c"] : [name + ".h"];
        bool isLast = layer.HandsOnLastStep;
        string[] outputs = isLast ? ["", .. ends.DefaultIfEmpty(name + ".h")] : [name + ".steps", .. ends];
        graph.Add(Operation(layer), [read.Name, .. tensors, .. beginnings], outputs, Attributes(layer, index));
        foreach (string end in ends) state!.End(end);
        string squeezed = layer.ResidualSpan > 0 ? name + ".squeezed" : result;
        if (isLast) graph.Add("Squeeze", [name + ".h", graph.Integers("axis.directions", [0])], squeezed);
        else graph.Add("Squeeze", [name + ".steps", graph.Integers("axis.behind_steps", [1])], squeezed);
        if (layer.ResidualSpan > 0) graph.Add("Add", [around.Name, squeezed], result);
        return new GraphValue(result, [layer.FanOut]) { HasSteps = !isLast };
    }

    // Where each gate stands there: z, r, h; i, o, f, c.
    private static int[] GatesOf(LayerInfo layer) => layer.Kind switch
    {
        LayerKind.Gru => [1, 0, 2],
        LayerKind.Lstm => [0, 2, 3, 1],
        LayerKind.Rnn => [0],
        LayerKind.Dense or LayerKind.Convolution or LayerKind.Pooling => throw Unremembering(layer),
    };

    private static ProtobufMessage[] Attributes(LayerInfo layer, int index)
    {
        ProtobufMessage units = GraphWriter.Attribute("hidden_size", layer.FanOut);
        return layer.Kind switch
        {
            LayerKind.Gru => [units, GraphWriter.Attribute("linear_before_reset", layer.ResetsFirst ? 0 : 1)],
            LayerKind.Rnn => [units, .. ActivationOf(layer, index)],
            LayerKind.Lstm => [units],
            LayerKind.Dense or LayerKind.Convolution or LayerKind.Pooling => throw Unremembering(layer),
        };
    }

    private static ProtobufMessage[] ActivationOf(LayerInfo layer, int index) => layer.Activation switch
    {
        Activation.Tanh or Activation.Relu or Activation.Sigmoid or Activation.Softplus or Activation.Softsign => [Named(layer.Activation.ToString())],
        Activation.LeakyRelu or Activation.Elu => [Named(layer.Activation.ToString()), GraphWriter.Attribute("activation_alpha", [layer.Slope])],
        Activation.HardSigmoid => [Named("HardSigmoid"), GraphWriter.Attribute("activation_alpha", [1f / 6f]), GraphWriter.Attribute("activation_beta", [0.5f])],
        Activation.Identity => [Named("Affine"), GraphWriter.Attribute("activation_alpha", [1f]), GraphWriter.Attribute("activation_beta", [0f])],
        Activation.Softmax or Activation.LogSoftmax or Activation.Selu or Activation.Gelu or Activation.GeluTanh or Activation.Silu or Activation.Mish or Activation.HardSwish
            or Activation.HardTanh or Activation.Relu6 or Activation.PRelu or Activation.Custom => throw Unknown(layer, index),
    };

    private static InvalidOperationException Unremembering(LayerInfo layer) => new($"{layer.Kind} is no kind of recurrent layer.");

    private static NotSupportedException Unknown(LayerInfo layer, int index) =>
        new($"Layer {index + 1} is an Rnn with the activation {layer.ActivationName}, which the RNN of ONNX does not have.");

    private static ProtobufMessage Named(string activation) => GraphWriter.Attribute("activations", [activation]);

    private static string NameOf(int index, TensorRole role) => TensorNaming.Default.NameOf(index, role);

    private static ReadOnlySpan<float> Part(ReadOnlySpan<float> parameters, LayerInfo layer, TensorRole role) => parameters.Slice(layer.OffsetOf(role), layer.LengthOf(role));

    // From [rows, gates × units] to [gates × units, rows].
    private static float[] Turned(ReadOnlySpan<float> values, int[] gates, int units)
    {
        int width = gates.Length * units;
        int rows = values.Length / width;
        float[] turned = new float[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < width; i++) turned[(((gates[i / units] * units) + (i % units)) * rows) + row] = values[(row * width) + i];
        }

        return turned;
    }
}
