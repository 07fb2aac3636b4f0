using Layerwise.Protobuf;

namespace Layerwise;

/// <summary>How ONNX spells what a window makes: Conv, MaxPool, AveragePool, GlobalAveragePool.</summary>
internal static class WindowNodes
{
    /// <summary>Writes the sums of a convolution.</summary>
    /// <param name="graph">Takes the node.</param>
    /// <param name="window">How it moves.</param>
    /// <param name="inputs">What it reads: values, weights and, where there are any, biases.</param>
    /// <param name="result">What it writes.</param>
    public static void WriteSums(GraphWriter graph, WindowInfo window, string[] inputs, string result) => graph.Add(
        "Conv",
        inputs,
        result,
        [.. Moves(window), GraphWriter.Attribute("dilations", window.Axes.Select(static axis => axis.Dilation)), GraphWriter.Attribute("group", window.Groups)]);

    /// <summary>Writes what a residual connection multiplies by weights of its own: every so many positions, each by itself.</summary>
    /// <param name="graph">Takes the node.</param>
    /// <param name="window">How the layer moves whose connection it is.</param>
    /// <param name="inputs">What it reads: values and weights.</param>
    /// <param name="result">What it writes.</param>
    public static void WriteProjection(GraphWriter graph, WindowInfo window, string[] inputs, string result) => graph.Add(
        "Conv",
        inputs,
        result,
        GraphWriter.Attribute("kernel_shape", window.Axes.Select(static _ => 1)),
        GraphWriter.Attribute("strides", window.Axes.Select(_ => window.ProjectionStride)));

    /// <summary>Writes a pooling layer.</summary>
    /// <param name="graph">Takes the nodes.</param>
    /// <param name="window">How it moves.</param>
    /// <param name="value">What it reads.</param>
    /// <param name="result">What it writes.</param>
    /// <returns>What it writes.</returns>
    public static GraphValue WritePooling(GraphWriter graph, WindowInfo window, string value, string result)
    {
        if (window.IsGlobal)
        {
            graph.Add("GlobalAveragePool", [value], result + ".mean");
            graph.Add("Flatten", [result + ".mean"], result);
        }
        else if (window.IsMax)
        {
            graph.Add("MaxPool", [value], result, [.. Moves(window)]);
        }
        else
        {
            graph.Add("AveragePool", [value], result, [.. Moves(window), GraphWriter.Attribute("count_include_pad", 0)]);
        }

        return new GraphValue(result, window.Output);
    }

    private static IEnumerable<ProtobufMessage> Moves(WindowInfo window) =>
    [
        GraphWriter.Attribute("kernel_shape", window.Axes.Select(static axis => axis.Kernel)),
        GraphWriter.Attribute("strides", window.Axes.Select(static axis => axis.Stride)),
        GraphWriter.Attribute("pads", [.. window.Axes.Select(static axis => axis.Before), .. window.Axes.Select(static axis => axis.After)]),
    ];
}
