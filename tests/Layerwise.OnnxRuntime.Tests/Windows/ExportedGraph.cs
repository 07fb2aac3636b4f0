using Layerwise.OnnxModels;
using Layerwise.Protobuf;

namespace Layerwise.OnnxRuntime.Tests.Windows;

/// <summary>An ONNX file, node by node as an exporter writes them, with drawn weights.</summary>
/// <param name="opset">The version of the operations.</param>
/// <param name="input">The dimensions of the input, −1 for the number of samples.</param>
internal sealed class ExportedGraph(long opset, params long[] input)
{
    private readonly ProtobufMessage _graph = new();
    private readonly Random _random = new(11);
    private int _count;

    /// <summary>The value that the last node writes.</summary>
    public string Last { get; private set; } = "input";

    /// <summary>The dimensions of the input.</summary>
    public IReadOnlyList<long> Input => input;

    /// <summary>Drawn floats.</summary>
    public string Weights(params long[] shape) => Floats(shape, () => (float)((_random.NextDouble() - 0.5) * 1.2));

    /// <summary>Drawn floats, none of them below 0.3.</summary>
    public string Positive(params long[] shape) => Floats(shape, () => (float)(0.3 + _random.NextDouble()));

    /// <summary>One number for all.</summary>
    public string Number(float value, params long[] shape) => Floats(shape, () => value);

    /// <summary>Whole numbers.</summary>
    public string Integers(params long[] values)
    {
        byte[] bytes = new byte[8 * values.Length];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return Add(ElementKind.Int64, [values.Length], bytes);
    }

    /// <summary>A node that reads the last value, and constants.</summary>
    public ExportedGraph Then(string operation, params object[] inputsAndAttributes) => Add(operation, [Last, .. inputsAndAttributes.OfType<string>()], inputsAndAttributes);

    /// <summary>A node that reads any values.</summary>
    public ExportedGraph Add(string operation, string[] inputs, params object[] attributes)
    {
        var node = new ProtobufMessage();
        foreach (string read in inputs) node.Add(OnnxFields.NodeInput, read);
        Last = $"v{_count++}";
        node.Add(OnnxFields.NodeOutput, Last);
        node.Add(OnnxFields.NodeName, $"/{operation}_{_count}");
        node.Add(OnnxFields.NodeOperation, operation);
        foreach ((string name, object value) in attributes.OfType<(string, object)>()) node.Add(OnnxFields.NodeAttribute, Attribute(name, value));
        _graph.Add(OnnxFields.GraphNode, node);
        return this;
    }

    /// <summary>An attribute.</summary>
    public static object Set(string name, object value) => (name, value);

    /// <summary>An attribute with a whole number for each axis.</summary>
    public static object Each(string name, params int[] values) => (name, (object)values);

    /// <summary>Batch normalization of so many channels.</summary>
    public ExportedGraph Normalized(long channels) =>
        Then("BatchNormalization", Positive(channels), Weights(channels), Weights(channels), Positive(channels), Set("epsilon", 1e-5f));

    /// <summary>The file; its output is the last value.</summary>
    public byte[] Bytes()
    {
        var model = new ProtobufMessage();
        model.Add(OnnxFields.ModelFormat, 8L);
        var operations = new ProtobufMessage();
        operations.Add(OnnxFields.OpsetVersion, opset);
        _graph.Add(OnnxFields.GraphName, "exported");
        _graph.Add(OnnxFields.GraphInput, Value("input", input));
        _graph.Add(OnnxFields.GraphOutput, Value(Last, null));
        model.Add(OnnxFields.ModelGraph, _graph);
        model.Add(OnnxFields.ModelOpset, operations);
        using var stream = new MemoryStream();
        model.WriteTo(stream);
        return stream.ToArray();
    }

    private string Floats(long[] shape, Func<float> draw)
    {
        float[] values = [.. Enumerable.Range(0, (int)shape.Aggregate(1L, static (product, size) => product * size)).Select(_ => draw())];
        byte[] bytes = new byte[4 * values.Length];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return Add(ElementKind.Float, shape, bytes);
    }

    private string Add(ElementKind kind, long[] shape, byte[] bytes)
    {
        string name = $"c{_count++}";
        var tensor = new ProtobufMessage();
        foreach (long size in shape) tensor.Add(OnnxFields.TensorShape, size);
        tensor.Add(OnnxFields.TensorKind, (long)kind);
        tensor.Add(OnnxFields.TensorName, name);
        tensor.Add(OnnxFields.TensorRaw, bytes.AsMemory());
        _graph.Add(OnnxFields.GraphInitializer, tensor);
        return name;
    }

    private static ProtobufMessage Attribute(string name, object value)
    {
        var attribute = new ProtobufMessage();
        attribute.Add(OnnxFields.AttributeName, name);
        switch (value)
        {
            case float number:
                attribute.Add(OnnxFields.AttributeSingle, number);
                attribute.Add(OnnxFields.AttributeKind, 1L);
                break;
            case int number:
                attribute.Add(OnnxFields.AttributeInteger, number);
                attribute.Add(OnnxFields.AttributeKind, 2L);
                break;
            case string text:
                attribute.Add(OnnxFields.AttributeText, text);
                attribute.Add(OnnxFields.AttributeKind, 3L);
                break;
            case int[] numbers:
                foreach (int number in numbers) attribute.Add(OnnxFields.AttributeIntegers, number);
                attribute.Add(OnnxFields.AttributeKind, 7L);
                break;
        }

        return attribute;
    }

    private static ProtobufMessage Value(string name, long[]? dimensions)
    {
        var tensor = new ProtobufMessage();
        tensor.Add(OnnxFields.TensorTypeKind, (long)ElementKind.Float);
        if (dimensions is not null)
        {
            var shape = new ProtobufMessage();
            foreach (long size in dimensions)
            {
                var dimension = new ProtobufMessage();
                if (size >= 0) dimension.Add(OnnxFields.DimensionSize, size);
                else dimension.Add(OnnxFields.DimensionName, "batch");
                shape.Add(OnnxFields.ShapeDimension, dimension);
            }

            tensor.Add(OnnxFields.TensorTypeShape, shape);
        }

        var type = new ProtobufMessage();
        type.Add(OnnxFields.TypeTensor, tensor);
        var value = new ProtobufMessage();
        value.Add(OnnxFields.ValueName, name);
        value.Add(OnnxFields.ValueType, type);
        return value;
    }
}
