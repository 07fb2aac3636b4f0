using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxImport.Layouts;
using Layerwise.OnnxImport.Nodes;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport;

/// <summary>From the graph of an ONNX file to the steps that it computes its output by. Source that the generator compiles too.</summary>
internal sealed class GraphImport
{
    private const int MostInputs = 64;

    private readonly OnnxModel _model;
    private readonly ConstantOperations _constants;
    private readonly ChainBuilder _builder = new();
    private readonly FlowOperations _flows;
    private readonly MemoryBudget _budget;
    private readonly Dictionary<string, object> _values = [];
    private readonly Dictionary<string, int> _readers = [];
    private readonly string[] _outputs;
    private IReadOnlyList<string>? _joined;
    private int? _inputsRead;
    private int _steps;
    private IReadOnlyList<OnnxNode> _nodes = [];

    private GraphImport(OnnxModel model, TensorElements elements, MemoryBudget budget)
    {
        _model = model;
        _budget = budget;
        _constants = new ConstantOperations(elements, budget);
        _flows = new FlowOperations(_builder, model.Opset, budget);
        foreach (KeyValuePair<string, OnnxTensor> initializer in model.Initializers) _values[initializer.Key] = Constant.Of(initializer.Value, elements, budget);
        StateEnds state = StateEnds.Of(model);
        foreach (string input in state.Inputs) _values[input] = new RememberedValue(input, IsBeginning: true);
        _outputs = [.. model.Outputs.Select(static output => output.Name).Except(state.Outputs)];
    }

    /// <summary>The steps of a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="external">Reads what lies in files beside it.</param>
    /// <param name="output">The value that the last layer gives; null for the only output.</param>
    /// <exception cref="OnnxException">It is no ONNX file, or none whose output is computed by dense layers.</exception>
    public static ChainTree Read(ReadOnlyMemory<byte> file, ExternalData external, string? output) => Open(file, external).Read(output);

    /// <summary>The steps of a file with several outputs.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="external">Reads what lies in files beside it.</param>
    /// <param name="outputs">What the outputs are called elsewhere: those of the file are theirs by name, upper or lower case, or in their order where names differ.</param>
    /// <exception cref="OnnxException">It is no ONNX file, or none whose outputs are computed by dense layers.</exception>
    public static ChainTree Read(ReadOnlyMemory<byte> file, ExternalData external, IReadOnlyList<string> outputs) => Open(file, external).Read(outputs);

    /// <summary>The steps of a file with all outputs that it has.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="external">Reads what lies in files beside it.</param>
    /// <exception cref="OnnxException">It is no ONNX file, or none whose outputs are computed by dense layers.</exception>
    public static ChainTree ReadAll(ReadOnlyMemory<byte> file, ExternalData external) => Open(file, external).ReadAll();

    private static GraphImport Open(ReadOnlyMemory<byte> file, ExternalData external)
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
        return new GraphImport(model, elements, budget);
    }

    private ChainTree Read(string? output)
    {
        string wanted = output ?? OnlyOutput();
        foreach (OnnxNode node in NodesBefore([wanted])) Compute(node);
        return ChainTree.Of(_builder.ChainTo(PlaceOf(wanted), MostWeights, Unread)) with { Inputs = JoinedInputs(), AnswersEachStep = HasSteps(wanted), Steps = _steps };
    }

    // None where there is one: whoever gives its numbers needs no name for them.
    private ChainInput[] JoinedInputs() => [.. (_joined ?? []).Select(name => new ChainInput(name, (int)((InputPart)_values[name]).Width))];

    private ChainTree Read(IReadOnlyList<string> names)
    {
        string[] outputs = _outputs;
        if (outputs.Length == 1 && names.Count > 1 && PartsOfOnlyOutput(names) is { } parts) return parts;
        if (outputs.Length != names.Count)
        {
            throw new OnnxException($"The file has the outputs {OutputNames()}; the network has {names.Count}: {string.Join(", ", names.Select(FileText.Quote))}.");
        }

        string?[] named = [.. names.Select(name => Array.Find(outputs, output => string.Equals(output, name, StringComparison.OrdinalIgnoreCase)))];
        string[] wanted = named.Contains(null) || named.Distinct().Count() < named.Length ? outputs : [.. named.Select(static name => name!)];
        return Tree(wanted);
    }

    private ChainTree ReadAll() => _outputs.Length < 2 ? Read(output: null) : Tree(_outputs);

    // Without a layer that they share, each output begins at the inputs.
    private ChainTree Tree(string[] outputs)
    {
        foreach (OnnxNode node in NodesBefore(outputs)) Compute(node);
        int[] places = Array.ConvertAll(outputs, PlaceOf);
        if (outputs.Select(HasSteps).Distinct().Count() > 1) throw new OnnxException($"Some of the outputs {OutputNames()} have all steps of a sequence, and some the last one alone; expected one of both.");
        return Tree(outputs, places, HasSteps(outputs[0]));
    }

    // An actor and critic whose file joins both.
    private ChainTree? PartsOfOnlyOutput(IReadOnlyList<string> names)
    {
        foreach (OnnxNode node in NodesBefore(_outputs)) Compute(node);
        if (_flows.PartsOf(_values.TryGetValue(_outputs[0], out object? value) ? value : null) is not { } parts || parts.Flows.Count != names.Count) return null;
        return Tree(names, [.. parts.Flows.Select(static flow => flow.Place)], parts.Flows[0].Shape!.HasSteps);
    }

    private ChainTree Tree(IReadOnlyList<string> outputs, int[] places, bool answersEachStep)
    {
        int parting = places.Aggregate(_builder.Parting);
        if (_builder.WidthAt(parting) is null) parting = 0;
        long mostWeights = MostWeights / (outputs.Count + 1);
        Chain trunk = _builder.ChainTo(parting, mostWeights, Unread);
        ChainHead[] heads = [.. outputs.Zip(places, (name, place) => new ChainHead(name, _builder.ChainBetween(parting, place, mostWeights, Unread)))];
        return new ChainTree(trunk, heads) { Inputs = JoinedInputs(), AnswersEachStep = answersEachStep, Steps = _steps };
    }

    private bool HasSteps(string output) => (_values[output] as Flow)?.Shape?.HasSteps == true;

    private long MostWeights => _budget.Left / sizeof(float);

    private static OnnxException Unread(string message) => new($"{message} {Operations.Supported}");

    private int PlaceOf(string output)
    {
        if (!_values.TryGetValue(output, out object? result)) throw new OnnxException($"The file has no value {FileText.Quote(output)}. Its outputs are {OutputNames()}.");
        if (result is RememberedValue or StackedFlows) throw new OnnxException($"The output {FileText.Quote(output)} is what layers remember; expected what the last layer makes of the steps.");
        if (result is JoinedFlows joined) throw joined.Fault();
        if (result is InputPart) throw new OnnxException($"The output {FileText.Quote(output)} is an input.");
        if (result is PaddedFlow) throw new OnnxException($"The output {FileText.Quote(output)} is what a Pad makes, and no window moves over it.");
        Flow? flow = result is NegativePart part ? _flows.Settle(part) : result as Flow;
        if (flow is null) throw new OnnxException($"The output {FileText.Quote(output)} is a constant.");
        if (flow.Shape?.HasLongerSteps == true)
        {
            throw new OnnxException(
                $"The output {FileText.Quote(output)} has further steps behind the last one of a sequence, which a Conv has made of zeros (pads); expected zeros in front alone, or a Slice behind it that takes "
                + "those steps away.");
        }

        bool isReadable = flow.Shape is not { IsInOrder: false } shape || shape.ChannelsFirst() is not null;
        if (!isReadable) throw new OnnxException($"The output {FileText.Quote(output)} counts channels before positions in one row; expected it with axes of its own for them.");
        return _flows.Settle(flow).Place;
    }

    private string OnlyOutput() => _outputs.Length switch
    {
        1 => _outputs[0],
        0 => throw new OnnxException("The file has no output."),
        _ => throw new OnnxException($"The file has {_outputs.Length} outputs: {OutputNames()}. Name the one that is wanted: output of Onnx.Load, or Output of [Frozen]."),
    };

    private string OutputNames()
    {
        const int Most = 8;
        string names = string.Join(", ", _outputs.Take(Most).Select(FileText.Quote));
        return _outputs.Length > Most ? names + ", …" : names;
    }

    // Those that the values are computed from, in the order of the file, which is one in which they can be computed.
    private IEnumerable<OnnxNode> NodesBefore(IReadOnlyList<string> values)
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
        var open = new Stack<string>(values);
        foreach (string value in values) _readers[value] = 1;
        while (open.Count > 0)
        {
            if (!writers.TryGetValue(open.Pop(), out OnnxNode? node) || !needed.Add(node)) continue;
            foreach (string read in node.Inputs.Where(static name => name.Length > 0))
            {
                _readers[read] = (_readers.TryGetValue(read, out int readers) ? readers : 0) + 1;
                open.Push(read);
            }
        }

        _nodes = [.. _model.Nodes.Where(needed.Contains)];
        return _nodes;
    }

    private void Compute(OnnxNode node)
    {
        object?[] inputs = [.. node.Inputs.Select(name => name.Length == 0 ? null : Value(node, name))];
        if (inputs.OfType<InputPart>().Any())
        {
            _values[node.Outputs[0]] = Joined(node, InputPart.Compute(node, inputs));
            return;
        }

        if (!Operations.Remembers(node) && RememberedValue.Compute(node, inputs) is { } remembered)
        {
            foreach (string written in node.Outputs) _values[written] = remembered;
            return;
        }

        if (_flows.ComputeSeveral(node, inputs) is { } several)
        {
            for (int i = 0; i < several.Count && i < node.Outputs.Count; i++)
            {
                if (node.Outputs[i].Length > 0) _values[node.Outputs[i]] = several[i];
            }

            return;
        }

        object result = inputs.All(static input => input is null or Constant)
            ? OfConstants(node, Array.ConvertAll(inputs, static input => input as Constant)) ?? _flows.Compute(node, inputs, isOnlyReader: false)
            : _flows.Compute(node, inputs, IsOnlyReader(node, inputs));
        if (node.Outputs.Count > 0 && node.Outputs[0].Length > 0) _values[node.Outputs[0]] = result;
    }

    private object? OfConstants(OnnxNode node, Constant?[] inputs) => _constants.Filled(node, inputs) ?? _constants.Compute(node, inputs);

    private bool IsOnlyReader(OnnxNode node, object?[] inputs) =>
        Array.FindIndex(inputs, static input => input is Flow) is >= 0 and int first && _readers[node.Inputs[first]] == 1;

    // How many of the inputs the values are computed from.
    private int InputsRead => _inputsRead ??= _model.Inputs.Count(input =>
        _readers.ContainsKey(input.Name) && (!_values.TryGetValue(input.Name, out object? value) || value is not (Constant or RememberedValue)));

    // All of them together, in the order in which they were joined first, are what the network takes.
    private object Joined(OnnxNode node, InputPart part)
    {
        if (part.Names.Count < InputsRead && part.Names.Distinct().Count() == part.Names.Count) return part;
        _joined ??= part.Names;
        bool isAgain = part.Names.Count == InputsRead && _joined.SequenceEqual(part.Names);
        if (!isAgain) throw node.Fault("it joins the inputs of the file in another order than before, or one of them twice.");
        return part.Width <= int.MaxValue ? Flow.Plain(node, place: 0, RowShape.Of(part.Width)) : throw node.Fault($"the inputs have {part.Width} numbers.");
    }

    private object Value(OnnxNode node, string name)
    {
        if (_values.TryGetValue(name, out object? value)) return value;
        OnnxValue? input = _model.Inputs.Find(candidate => candidate.Name == name);
        if (input is null) throw node.Fault($"it reads {FileText.Quote(name)}, which nothing before it computes.");
        if (InputsRead > 1)
        {
            if (InputsRead > MostInputs) throw node.Fault($"the file has {InputsRead} inputs; at most {MostInputs} are read.");
            _values[name] = InputPart.Of(input);
            return _values[name];
        }

        RowShape? shape = SequenceLayout.Of(_nodes, input, ConstantOf) ?? RowShape.Of(input);
        if (shape is not { HasSteps: true } && InputLayout.Of(_nodes, input, ConstantOf) is { } layout)
        {
            _builder.SetInput(layout.Shape);
            shape = layout.Counted;
        }

        _steps = shape?.StepCount ?? 0;
        Flow flow = Flow.Plain(node: null, place: 0, shape);
        _values[name] = flow;
        return flow;
    }

    // As far as it is one before anything is computed.
    private Constant? ConstantOf(string name)
    {
        if (_values.TryGetValue(name, out object? value)) return value as Constant;
        OnnxNode? writer = _nodes.FirstOrDefault(node => node.Operation == "Constant" && node.Outputs.Contains(name));
        return writer is null ? null : _constants.Compute(writer, []);
    }
}
