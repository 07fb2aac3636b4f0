using Layerwise.Protobuf;

namespace Layerwise.OnnxModels;

/// <summary>NodeProto: an operation, with the names of the values that it reads and of those that it writes.</summary>
internal sealed class OnnxNode
{
    private readonly Dictionary<string, OnnxAttribute> _attributes = [];

    /// <summary>The names of what it reads; an empty one where an optional value is left out.</summary>
    public List<string> Inputs { get; } = [];

    /// <summary>The names of what it writes.</summary>
    public List<string> Outputs { get; } = [];

    /// <summary>Which operation it is.</summary>
    public string Operation { get; private set; } = "";

    /// <summary>Whose operation it is; empty for those of ONNX itself.</summary>
    public string Domain { get; private set; } = "";

    /// <summary>Its name, or that of what it writes where it has none.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Reads the message.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static OnnxNode Read(ReadOnlyMemory<byte> message)
    {
        var node = new OnnxNode();
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            switch (reader.Field)
            {
                case OnnxFields.NodeInput: node.Inputs.Add(reader.Text()); break;
                case OnnxFields.NodeOutput: node.Outputs.Add(reader.Text()); break;
                case OnnxFields.NodeName: node.Name = reader.Text(); break;
                case OnnxFields.NodeOperation: node.Operation = reader.Text(); break;
                case OnnxFields.NodeAttribute: node.Add(OnnxAttribute.Read(reader.Bytes())); break;
                case OnnxFields.NodeDomain: node.Domain = reader.Text(); break;
            }
        }

        if (node.Name.Length == 0 && node.Outputs.Count > 0) node.Name = node.Outputs[0];
        if (node.Domain == "ai.onnx") node.Domain = "";
        return node;
    }

    /// <summary>The attribute of that name; null where the node has none.</summary>
    public OnnxAttribute? Attribute(string name) => _attributes.TryGetValue(name, out OnnxAttribute? attribute) ? attribute : null;

    /// <summary>An attribute that is a whole number.</summary>
    public long Integer(string name, long defaultValue) => Attribute(name)?.Integer ?? defaultValue;

    /// <summary>An attribute that is a number.</summary>
    public float Single(string name, float defaultValue) => Attribute(name)?.Single ?? defaultValue;

    /// <summary>The name of an input; null where the node has no such one.</summary>
    public string? Input(int index) => index < Inputs.Count && Inputs[index].Length > 0 ? Inputs[index] : null;

    /// <summary>What is wrong with it.</summary>
    public OnnxException Fault(string message) => new(Name, Domain.Length == 0 ? Operation : $"{Domain}.{Operation}", message);

    private void Add(OnnxAttribute attribute) => _attributes[attribute.Name] = attribute;
}
