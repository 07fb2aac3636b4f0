using Layerwise.Protobuf;

namespace Layerwise.OnnxModels;

/// <summary>ModelProto with its GraphProto: what is read of an ONNX file (https://onnx.ai/onnx/repo-docs/IR.html). What is of no use here is passed over.</summary>
internal sealed class OnnxModel
{
    // Each node of a few bytes becomes an object of hundreds. The deepest network that can be declared, 256 layers, has some thousands.
    private const int MostNodes = 1 << 14;

    private bool _hasGraph;

    /// <summary>The version of the operations of ONNX itself.</summary>
    public long Opset { get; private set; }

    /// <summary>The nodes, in the order of the file.</summary>
    public List<OnnxNode> Nodes { get; } = [];

    /// <summary>The constants, by their names.</summary>
    public Dictionary<string, OnnxTensor> Initializers { get; } = [];

    /// <summary>The inputs of the graph; old files list the constants among them.</summary>
    public List<OnnxValue> Inputs { get; } = [];

    /// <summary>The outputs of the graph.</summary>
    public List<OnnxValue> Outputs { get; } = [];

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="OnnxException">It is no ONNX file.</exception>
    public static OnnxModel Read(ReadOnlyMemory<byte> file)
    {
        var model = new OnnxModel();
        try
        {
            model.ReadModel(file);
        }
        catch (FormatException e)
        {
            throw new OnnxException($"The file is no valid ONNX file: {e.Message}.", e);
        }

        if (!model._hasGraph) throw new OnnxException("The file is no ONNX file: it has no graph.");
        return model;
    }

    private void ReadModel(ReadOnlyMemory<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            if (reader.Field == OnnxFields.ModelGraph) ReadGraph(reader.Bytes());
            if (reader.Field == OnnxFields.ModelOpset) ReadOpset(reader.Bytes());
        }
    }

    private void ReadOpset(ReadOnlyMemory<byte> message)
    {
        string domain = "";
        long version = 0;
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            if (reader.Field == OnnxFields.OpsetDomain) domain = reader.Text();
            if (reader.Field == OnnxFields.OpsetVersion) version = reader.Integer();
        }

        if (domain is "" or "ai.onnx") Opset = version;
    }

    private void ReadGraph(ReadOnlyMemory<byte> message)
    {
        if (_hasGraph) throw new FormatException("it has two graphs");
        _hasGraph = true;
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            switch (reader.Field)
            {
                case OnnxFields.GraphNode: Add(OnnxNode.Read(reader.Bytes())); break;
                case OnnxFields.GraphInitializer: Add(OnnxTensor.Read(reader.Bytes())); break;
                case OnnxFields.GraphInput: Inputs.Add(OnnxValue.Read(reader.Bytes())); break;
                case OnnxFields.GraphOutput: Outputs.Add(OnnxValue.Read(reader.Bytes())); break;
            }
        }
    }

    private void Add(OnnxNode node)
    {
        if (Nodes.Count == MostNodes) throw new FormatException($"it has more than {MostNodes} nodes");
        Nodes.Add(node);
    }

    private void Add(OnnxTensor tensor)
    {
        if (Initializers.ContainsKey(tensor.Name)) throw new FormatException($"it has two constants named {Runtime.FileText.Quote(tensor.Name)}");
        Initializers.Add(tensor.Name, tensor);
    }
}
