using System.Globalization;
using Layerwise.OnnxModels;
using Layerwise.Protobuf;

namespace Layerwise;

/// <summary>Puts a GraphProto together.</summary>
internal sealed class GraphWriter
{
    // AttributeProto.AttributeType.
    private const int IsFloat = 1;
    private const int IsInteger = 2;
    private const int IsIntegers = 7;

    private const string BatchName = "batch";

    private readonly ProtobufMessage _graph = new();
    private readonly HashSet<string> _numbers = [];

    /// <summary>Adds a constant.</summary>
    public void Add(Tensor tensor)
    {
        var message = new ProtobufMessage();
        foreach (long dimension in tensor.Shape) message.Add(OnnxFields.TensorShape, dimension);
        message.Add(OnnxFields.TensorKind, (long)ElementKind.Float);
        message.Add(OnnxFields.TensorName, tensor.Name);
        message.Add(OnnxFields.TensorRaw, tensor.Data);
        _graph.Add(OnnxFields.GraphInitializer, message);
    }

    /// <summary>Adds a node, which is called as what it writes, with attributes that are numbers.</summary>
    public void Add(string operation, string[] inputs, string output, params (string Name, float Value)[] attributes)
    {
        ProtobufMessage node = Node(operation, inputs, output);
        foreach ((string name, float value) in attributes)
        {
            var attribute = new ProtobufMessage();
            attribute.Add(OnnxFields.AttributeName, name);
            attribute.Add(OnnxFields.AttributeSingle, value);
            attribute.Add(OnnxFields.AttributeKind, IsFloat);
            node.Add(OnnxFields.NodeAttribute, attribute);
        }

        _graph.Add(OnnxFields.GraphNode, node);
    }

    /// <summary>Adds a node over the numbers of each sample.</summary>
    public void AddRowwise(string operation, string input, string output)
    {
        var axis = new ProtobufMessage();
        axis.Add(OnnxFields.AttributeName, "axis");
        axis.Add(OnnxFields.AttributeInteger, -1);
        axis.Add(OnnxFields.AttributeKind, IsInteger);
        ProtobufMessage node = Node(operation, [input], output);
        node.Add(OnnxFields.NodeAttribute, axis);
        _graph.Add(OnnxFields.GraphNode, node);
    }

    /// <summary>Adds the mean of each sample.</summary>
    public void AddMean(string input, string output)
    {
        var axes = new ProtobufMessage();
        axes.Add(OnnxFields.AttributeName, "axes");
        axes.Add(OnnxFields.AttributeIntegers, -1);
        axes.Add(OnnxFields.AttributeKind, IsIntegers);
        ProtobufMessage node = Node("ReduceMean", [input], output);
        node.Add(OnnxFields.NodeAttribute, axes);
        _graph.Add(OnnxFields.GraphNode, node);
    }

    /// <summary>The name of a constant that is one number, which is added if it is not there yet.</summary>
    public string Number(float value)
    {
        string name = "number." + value.ToString(CultureInfo.InvariantCulture);
        if (_numbers.Add(name)) Add(Tensor.Of(name, [], [value]));
        return name;
    }

    /// <summary>An input or output: any number of samples of so many floats.</summary>
    public static ProtobufMessage Value(string name, int size)
    {
        var batch = new ProtobufMessage();
        batch.Add(OnnxFields.DimensionName, BatchName);
        var width = new ProtobufMessage();
        width.Add(OnnxFields.DimensionSize, size);
        var shape = new ProtobufMessage();
        shape.Add(OnnxFields.ShapeDimension, batch);
        shape.Add(OnnxFields.ShapeDimension, width);
        var tensor = new ProtobufMessage();
        tensor.Add(OnnxFields.TensorTypeKind, (long)ElementKind.Float);
        tensor.Add(OnnxFields.TensorTypeShape, shape);
        var type = new ProtobufMessage();
        type.Add(OnnxFields.TypeTensor, tensor);
        var value = new ProtobufMessage();
        value.Add(OnnxFields.ValueName, name);
        value.Add(OnnxFields.ValueType, type);
        return value;
    }

    /// <summary>The whole graph.</summary>
    public ProtobufMessage Finish(string name, ProtobufMessage input, IEnumerable<ProtobufMessage> outputs)
    {
        _graph.Add(OnnxFields.GraphName, name);
        _graph.Add(OnnxFields.GraphInput, input);
        foreach (ProtobufMessage output in outputs) _graph.Add(OnnxFields.GraphOutput, output);
        return _graph;
    }

    private static ProtobufMessage Node(string operation, string[] inputs, string output)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs) node.Add(OnnxFields.NodeInput, input);
        node.Add(OnnxFields.NodeOutput, output);
        node.Add(OnnxFields.NodeName, output);
        node.Add(OnnxFields.NodeOperation, operation);
        return node;
    }
}
