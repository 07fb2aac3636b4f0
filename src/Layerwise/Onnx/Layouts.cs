namespace Layerwise;

/// <summary>
/// The nodes between the layout of ONNX, channels before positions, and that of networks, channels last; and between sequences with their steps first and behind.
/// </summary>
internal static class Layouts
{
    /// <summary>From channels last to what ONNX wants.</summary>
    /// <param name="graph">Takes the node.</param>
    /// <param name="value">What it reads.</param>
    /// <param name="result">What it writes.</param>
    /// <param name="axes">Along how many axes there are positions.</param>
    public static void ToChannelsFirst(GraphWriter graph, string value, string result, int axes) =>
        graph.Add("Transpose", [value], result, GraphWriter.Attribute("perm", [0, axes + 1, .. Enumerable.Range(1, axes)]));

    /// <summary>And back.</summary>
    /// <param name="graph">Takes the node.</param>
    /// <param name="value">What it reads.</param>
    /// <param name="result">What it writes.</param>
    /// <param name="axes">Along how many axes there are positions.</param>
    public static void ToChannelsLast(GraphWriter graph, string value, string result, int axes) =>
        graph.Add("Transpose", [value], result, GraphWriter.Attribute("perm", [0, .. Enumerable.Range(2, axes), 1]));

    /// <summary>From [batch, steps, numbers] to what the recurrent operations of ONNX want, [steps, batch, numbers], and back.</summary>
    /// <param name="graph">Takes the node.</param>
    /// <param name="value">What it reads.</param>
    /// <param name="result">What it writes.</param>
    public static void SwapSteps(GraphWriter graph, string value, string result) => graph.Add("Transpose", [value], result, GraphWriter.Attribute("perm", [1, 0, 2]));

    /// <summary>Around nodes that move a window over steps, for which they are positions: [batch, numbers, steps].</summary>
    /// <param name="graph">Takes the nodes.</param>
    /// <param name="value">What is read, [steps, batch, numbers].</param>
    /// <param name="result">What is written, alike.</param>
    /// <param name="write">Writes the nodes between, from a value to another.</param>
    public static void OfSteps(GraphWriter graph, string value, string result, Action<string, string> write)
    {
        graph.Add("Transpose", [value], result + ".before", GraphWriter.Attribute("perm", [1, 2, 0]));
        write(result + ".before", result + ".behind");
        graph.Add("Transpose", [result + ".behind"], result, GraphWriter.Attribute("perm", [2, 0, 1]));
    }
}
