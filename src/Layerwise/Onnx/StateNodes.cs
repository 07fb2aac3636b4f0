namespace Layerwise;

/// <summary>
/// The state of a network in a file: an input <c>state</c> and an output <c>next_state</c>, [batch, StateSize] each, with the numbers of <see cref="RecurrentState.Values"/>.
/// </summary>
internal sealed class StateNodes
{
    /// <summary>The name of the input.</summary>
    public const string InputName = "state";

    /// <summary>The name of the output.</summary>
    public const string OutputName = "next_state";

    private const string DirectionAxis = "axis.directions";

    private readonly GraphWriter _graph;
    private readonly Dictionary<int, string[]> _beginnings = [];
    private readonly List<string> _ends = [];

    /// <summary>Takes the input apart into what each layer begins with.</summary>
    /// <param name="graph">Takes the nodes.</param>
    /// <param name="layers">The layers of the network.</param>
    public StateNodes(GraphWriter graph, LayerInfo[] layers)
    {
        _graph = graph;
        var parts = new List<(string Name, int Size)>();
        for (int l = 0; l < layers.Length; l++)
        {
            if (!layers[l].IsRecurrent) continue;
            string name = TensorNaming.Default.Layer(l) + ".first_";
            string[] own = layers[l].Kind == LayerKind.Lstm ? [name + "h", name + "c"] : [name + "h"];
            _beginnings[l] = own;
            parts.AddRange(own.Select(part => (part, layers[l].FanOut)));
        }

        string[] cut = parts.Count == 1 ? [InputName] : [.. parts.Select(static part => part.Name + ".numbers")];
        if (parts.Count > 1) graph.Add("Split", [InputName, graph.Integers("state.sizes", [.. parts.Select(static part => (long)part.Size)])], cut, GraphWriter.Attribute("axis", 1));
        foreach ((string numbers, (string name, int _)) in cut.Zip(parts)) graph.Add("Unsqueeze", [numbers, graph.Integers(DirectionAxis, [0])], name);
    }

    /// <summary>What a layer begins with: h, and of an LSTM c, [1, batch, units] each.</summary>
    public string[] Beginnings(int layer) => _beginnings[layer];

    /// <summary>Takes down what a layer hands on, in the same order.</summary>
    public void End(string value) => _ends.Add(value);

    /// <summary>Writes the output.</summary>
    public void Finish()
    {
        string joined = OutputName + ".joined";
        if (_ends.Count > 1) _graph.Add("Concat", [.. _ends], joined, GraphWriter.Attribute("axis", 2));
        _graph.Add("Squeeze", [_ends.Count > 1 ? joined : _ends[0], _graph.Integers(DirectionAxis, [0])], OutputName);
    }
}
