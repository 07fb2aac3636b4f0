using Layerwise.Chains;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport;

/// <summary>From the graph of an ONNX file to the steps that it computes its output by. Source that the generator compiles too.</summary>
internal sealed class GraphImport
{
    private readonly OnnxModel _model;
    private readonly ConstantOperations _constants;
    private readonly ChainBuilder _builder = new();
    private readonly FlowOperations _flows;
    private readonly MemoryBudget _budget;
    private readonly Dictionary<string, object> _values = [];
    private readonly Dictionary<string, int> _readers = [];
    private string? _input;

    private GraphImport(OnnxModel model, TensorElements elements, MemoryBudget budget)
    {
        _model = model;
        _budget = budget;
        _constants = new ConstantOperations(elements, budget);
        _flows = new FlowOperations(_builder, model.Opset, budget);
        foreach (KeyValuePair<string, OnnxTensor> initializer in model.Initializers) _values[initializer.Key] = Constant.Of(initializer.Value, elements, budget);
    }

    /// <summary>The steps of a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="external">Reads what lies in files beside it.</param>
    /// <param name="output">The value that the last layer gives; null for the only output.</param>
    /// <exception cref="OnnxException">It is no ONNX file, or none whose output is computed by dense layers.</exception>
    public static Chain Read(ReadOnlyMemory<byte> file, ExternalData external, string? output)
    {
        OnnxModel model = OnnxModel.Read(file);
        if (model.Opset is < Operations.FirstOpset or > Operations.LastOpset)
        {
            throw new OnnxException($"The file is written in version {model.Opset} of ONNX's operations (opset); {Operations.FirstOpset} to {Operations.LastOpset} are read.");
        }

        var budget = new MemoryBudget();
        budget.Add(file.Length);
        var elements = new TensorElements((place, length) =>
        {
            budget.AddFile(place.Location, place.Offset + length);
            return external(place, length);
        });
        return new GraphImport(model, elements, budget).Read(output);
    }

    private Chain Read(string? output)
    {
        string wanted = output ?? OnlyOutput();
        foreach (OnnxNode node in NodesBefore(wanted)) Compute(node);
        if (!_values.TryGetValue(wanted, out object? result)) throw new OnnxException($"The file has no value {FileText.Quote(wanted)}. Its outputs are {OutputNames()}.");
        if (result is not Flow flow) throw new OnnxException($"The output {FileText.Quote(wanted)} is a constant.");
        return _builder.ChainTo(_flows.Settle(flow).Place, _budget.Left / sizeof(float), message => new OnnxException($"{message} {Operations.Supported}"));
    }

    private string OnlyOutput() => _model.Outputs.Count switch
    {
        1 => _model.Outputs[0].Name,
        0 => throw new OnnxException("The file has no output."),
        _ => throw new OnnxException($"The file has {_model.Outputs.Count} outputs: {OutputNames()}. Name the one that is wanted: output of Onnx.Load, or Output of [Frozen]."),
    };

    private string OutputNames()
    {
        const int Most = 8;
        string names = string.Join(", ", _model.Outputs.Take(Most).Select(static output => FileText.Quote(output.Name)));
        return _model.Outputs.Count > Most ? names + ", …" : names;
    }

    // Those that the value is computed from, in the order of the file, which is one in which they can be computed.
    private IEnumerable<OnnxNode> NodesBefore(string value)
    {
        var writers = new Dictionary<string, OnnxNode>();
        foreach (OnnxNode node in _model.Nodes)
        {
            foreach (string written in node.Outputs.Where(static name => name.Length > 0))
            {
                if (writers.ContainsKey(written) || _values.ContainsKey(written)) throw node.Fault($"the file computes {FileText.Quote(written)} twice.");
                writers.Add(written, node);
            }
        }

        var needed = new HashSet<OnnxNode>();
        var open = new Stack<string>([value]);
        _readers[value] = 1;
        while (open.Count > 0)
        {
            if (!writers.TryGetValue(open.Pop(), out OnnxNode? node) || !needed.Add(node)) continue;
            foreach (string read in node.Inputs.Where(static name => name.Length > 0))
            {
                _readers[read] = (_readers.TryGetValue(read, out int readers) ? readers : 0) + 1;
                open.Push(read);
            }
        }

        return _model.Nodes.Where(needed.Contains);
    }

    private void Compute(OnnxNode node)
    {
        object?[] inputs = [.. node.Inputs.Select(name => name.Length == 0 ? null : Value(node, name))];
        object result = inputs.All(static input => input is null or Constant)
            ? _constants.Compute(node, Array.ConvertAll(inputs, static input => input as Constant)) ?? _flows.Compute(node, inputs, isOnlyReader: false)
            : _flows.Compute(node, inputs, IsOnlyReader(node, inputs));
        if (node.Outputs.Count > 0 && node.Outputs[0].Length > 0) _values[node.Outputs[0]] = result;
    }

    private bool IsOnlyReader(OnnxNode node, object?[] inputs) =>
        Array.FindIndex(inputs, static input => input is Flow) is >= 0 and int first && _readers[node.Inputs[first]] == 1;

    private object Value(OnnxNode node, string name)
    {
        if (_values.TryGetValue(name, out object? value)) return value;
        OnnxValue? input = _model.Inputs.Find(candidate => candidate.Name == name);
        if (input is null) throw node.Fault($"it reads {FileText.Quote(name)}, which nothing before it computes.");
        if (_input is not null) throw node.Fault($"the file has two inputs, {FileText.Quote(_input)} and {FileText.Quote(name)}; expected one. {Operations.Supported}");
        _input = name;
        Flow flow = Flow.Plain(node: null, place: 0, RowShape.Of(input));
        _values[name] = flow;
        return flow;
    }
}
