namespace Layerwise;

/// <summary>How ONNX spells each activation: with one node where opset 17 has it, otherwise with several, as PyTorch's exporter does.</summary>
internal static class ActivationNodes
{
    private const float SqrtTwo = 1.41421356237309504880f;
    private const float GeluTanhSlope = 0.79788456080286535588f; // √(2/π)
    private const float GeluTanhCubic = 0.044715f;

    /// <summary>Writes the nodes of a layer's activation.</summary>
    /// <param name="graph">Takes them.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="z">What they read.</param>
    /// <param name="result">What they write.</param>
    /// <param name="slope">The constant with the learned slope, where the layer has one.</param>
    /// <exception cref="NotSupportedException">The activation is one that the user wrote.</exception>
    public static void Write(GraphWriter graph, LayerInfo layer, string z, string result, string? slope)
    {
        Action write = layer.Activation switch
        {
            Activation.Relu or Activation.Sigmoid or Activation.Tanh or Activation.Selu or Activation.Softplus or Activation.Softsign or Activation.HardSwish =>
                () => graph.Add(layer.Activation.ToString(), [z], result),
            Activation.LeakyRelu or Activation.Elu => () => graph.Add(layer.Activation.ToString(), [z], result, GraphWriter.Attribute("alpha", layer.Slope)),
            Activation.HardSigmoid => () => graph.Add("HardSigmoid", [z], result, GraphWriter.Attribute("alpha", 1f / 6f), GraphWriter.Attribute("beta", 0.5f)),
            Activation.Softmax or Activation.LogSoftmax => () => graph.Add(layer.Activation.ToString(), [z], result, GraphWriter.Attribute("axis", -1)),
            Activation.PRelu => () => graph.Add("PRelu", [z, slope!], result),
            Activation.HardTanh => () => graph.Add("Clip", [z, graph.Number(-1), graph.Number(1)], result),
            Activation.Relu6 => () => graph.Add("Clip", [z, graph.Number(0), graph.Number(6)], result),
            Activation.Silu => () => WriteSilu(graph, z, result),
            Activation.Mish => () => WriteMish(graph, z, result),
            Activation.Gelu => () => WriteGelu(graph, z, result),
            Activation.GeluTanh => () => WriteGeluTanh(graph, z, result),
            Activation.Identity => () => graph.Add("Identity", [z], result),
            Activation.Custom => throw new NotSupportedException($"ONNX has no operation for the activation {layer.ActivationName}."),
        };
        write();
    }

    private static void WriteSilu(GraphWriter graph, string z, string result)
    {
        graph.Add("Sigmoid", [z], result + ".sigmoid");
        graph.Add("Mul", [z, result + ".sigmoid"], result);
    }

    private static void WriteMish(GraphWriter graph, string z, string result)
    {
        graph.Add("Softplus", [z], result + ".softplus");
        graph.Add("Tanh", [result + ".softplus"], result + ".tanh");
        graph.Add("Mul", [z, result + ".tanh"], result);
    }

    private static void WriteGelu(GraphWriter graph, string z, string result)
    {
        graph.Add("Div", [z, graph.Number(SqrtTwo)], result + ".scaled");
        graph.Add("Erf", [result + ".scaled"], result + ".erf");
        WriteGated(graph, z, result + ".erf", result);
    }

    private static void WriteGeluTanh(GraphWriter graph, string z, string result)
    {
        graph.Add("Mul", [z, z], result + ".square");
        graph.Add("Mul", [result + ".square", z], result + ".cube");
        graph.Add("Mul", [result + ".cube", graph.Number(GeluTanhCubic)], result + ".cubic");
        graph.Add("Add", [z, result + ".cubic"], result + ".polynomial");
        graph.Add("Mul", [result + ".polynomial", graph.Number(GeluTanhSlope)], result + ".scaled");
        graph.Add("Tanh", [result + ".scaled"], result + ".tanh");
        WriteGated(graph, z, result + ".tanh", result);
    }

    // z·½·(1 + gate).
    private static void WriteGated(GraphWriter graph, string z, string gate, string result)
    {
        graph.Add("Add", [gate, graph.Number(1)], result + ".gate");
        graph.Add("Mul", [z, result + ".gate"], result + ".double");
        graph.Add("Mul", [result + ".double", graph.Number(0.5f)], result);
    }
}
