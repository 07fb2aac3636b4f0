using System.Buffers.Binary;
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
    private const int IsFloats = 6;
    private const int IsIntegers = 7;
    private const int IsTexts = 8;

    private const string BatchName = "batch";
    private const string StepsName = "steps";

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

    /// <summary>Adds a node, which is called as what it writes.</summary>
    public void Add(string operation, string[] inputs, string output, params ProtobufMessage[] attributes) => Add(operation, inputs, [output], attributes);

    /// <summary>Adds a node that writes several values, and is called as the first of them; a name is empty where nobody wants the value.</summary>
    public void Add(string operation, string[] inputs, string[] outputs, params ProtobufMessage[] attributes)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs) node.Add(OnnxFields.NodeInput, input);
        foreach (string output in outputs) node.Add(OnnxFields.NodeOutput, output);
        node.Add(OnnxFields.NodeName, Array.Find(outputs, static output => output.Length > 0)!);
        node.Add(OnnxFields.NodeOperation, operation);
        foreach (ProtobufMessage attribute in attributes) node.Add(OnnxFields.NodeAttribute, attribute);
        _graph.Add(OnnxFields.GraphNode, node);
    }

    /// <summary>Adds a node that was put together elsewhere.</summary>
    public void Add(ProtobufMessage node) => _graph.Add(OnnxFields.GraphNode, node);

    /// <summary>An attribute of a node that is a number.</summary>
    public static ProtobufMessage Attribute(string name, float value)
    {
        var attribute = new ProtobufMessage();
        attribute.Add(OnnxFields.AttributeName, name);
        attribute.Add(OnnxFields.AttributeSingle, value);
        attribute.Add(OnnxFields.AttributeKind, IsFloat);
        return attribute;
    }

    /// <summary>One that is a whole number.</summary>
    public static ProtobufMessage Attribute(string name, int value)
    {
        var attribute = new ProtobufMessage();
        attribute.Add(OnnxFields.AttributeName, name);
        attribute.Add(OnnxFields.AttributeInteger, value);
        attribute.Add(OnnxFields.AttributeKind, IsInteger);
        return attribute;
    }

    /// <summary>One that is several of them.</summary>
    public static ProtobufMessage Attribute(string name, IEnumerable<int> values)
    {
        var attribute = new ProtobufMessage();
        attribute.Add(OnnxFields.AttributeName, name);
        foreach (int value in values) attribute.Add(OnnxFields.AttributeIntegers, value);
        attribute.Add(OnnxFields.AttributeKind, IsIntegers);
        return attribute;
    }

    /// <summary>One that is several numbers.</summary>
    public static ProtobufMessage Attribute(string name, float[] values)
    {
        var attribute = new ProtobufMessage();
        attribute.Add(OnnxFields.AttributeName, name);
        foreach (float value in values) attribute.Add(OnnxFields.AttributeSingles, value);
        attribute.Add(OnnxFields.AttributeKind, IsFloats);
        return attribute;
    }

    /// <summary>One that is several texts.</summary>
    public static ProtobufMessage Attribute(string name, string[] values)
    {
        var attribute = new ProtobufMessage();
        attribute.Add(OnnxFields.AttributeName, name);
        foreach (string value in values) attribute.Add(OnnxFields.AttributeTexts, value);
        attribute.Add(OnnxFields.AttributeKind, IsTexts);
        return attribute;
    }

    /// <summary>The name of a constant with whole numbers, which is added if it is not there yet.</summary>
    public string Integers(string name, long[] values)
    {
        if (!_numbers.Add(name)) return name;
        byte[] bytes = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        var message = new ProtobufMessage();
        message.Add(OnnxFields.TensorShape, (long)values.Length);
        message.Add(OnnxFields.TensorKind, (long)ElementKind.Int64);
        message.Add(OnnxFields.TensorName, name);
        message.Add(OnnxFields.TensorRaw, bytes);
        _graph.Add(OnnxFields.GraphInitializer, message);
        return name;
    }

    /// <summary>The name of a constant that is one number, which is added if it is not there yet.</summary>
    public string Number(float value)
    {
        string name = "number." + value.ToString(CultureInfo.InvariantCulture);
        if (_numbers.Add(name)) Add(Tensor.Of(name, [], [value]));
        return name;
    }

    /// <summary>The name of a constant that is one number several times, under a name of its own.</summary>
    public string Numbers(string name, float value, int count)
    {
        float[] values = new float[count];
        Array.Fill(values, value);
        Add(Tensor.Of(name, [count], values));
        return name;
    }

    /// <summary>An input or output: any number of samples, each with such dimensions, at any number of steps where it has some.</summary>
    public static ProtobufMessage Value(string name, IEnumerable<int> dimensions, bool hasSteps = false)
    {
        var shape = new ProtobufMessage();
        foreach (string open in hasSteps ? [BatchName, StepsName] : (string[])[BatchName])
        {
            var dimension = new ProtobufMessage();
            dimension.Add(OnnxFields.DimensionName, open);
            shape.Add(OnnxFields.ShapeDimension, dimension);
        }

        foreach (int size in dimensions)
        {
            var dimension = new ProtobufMessage();
            dimension.Add(OnnxFields.DimensionSize, size);
            shape.Add(OnnxFields.ShapeDimension, dimension);
        }

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
    public ProtobufMessage Finish(string name, IEnumerable<ProtobufMessage> inputs, IEnumerable<ProtobufMessage> outputs)
    {
        _graph.Add(OnnxFields.GraphName, name);
        foreach (ProtobufMessage input in inputs) _graph.Add(OnnxFields.GraphInput, input);
        foreach (ProtobufMessage output in outputs) _graph.Add(OnnxFields.GraphOutput, output);
        return _graph;
    }
}
