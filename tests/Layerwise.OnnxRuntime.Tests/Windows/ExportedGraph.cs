using Layerwise.OnnxModels;
using Layerwise.Protobuf;

namespace Layerwise.OnnxRuntime.Tests.Windows;

/// <summary>An ONNX file, node by node as an exporter writes them, with drawn weights.</summary>
/// <param name="opset">The version of the operations.</param>
/// <param name="input">The dimensions of the input, −1 for the number of samples, −2 for that of steps.</param>
internal sealed class ExportedGraph(long opset, params long[] input)
{
    private readonly ProtobufMessage _graph = new();
    private readonly Random _random = new(11);
    private readonly List<ProtobufMessage> _inputs = [];
    private readonly List<string> _outputs = [];
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
    public string Integers(params long[] values) => Integers([values.Length], values);

    /// <summary>One whole number without a dimension.</summary>
    public string Scalar(long value) => Integers([], [value]);

    /// <summary>Another input, of floats.</summary>
    public string AddInput(string name, params long[] dimensions)
    {
        _inputs.Add(Value(name, dimensions));
        return name;
    }

    /// <summary>Makes a value another output, under a name of its own.</summary>
    public void AddOutput(string name, string value)
    {
        string last = Last;
        Write("Identity", [value], [name]);
        _outputs.Add(name);
        Last = last;
    }

    /// <summary>A node that reads any values and writes several; which, where one of them is left out, has an empty name.</summary>
    public string[] AddSeveral(string operation, string[] inputs, bool[] writes, params object[] attributes)
    {
        string[] written = [.. writes.Select(isWritten => isWritten ? $"v{_count++}" : "")];
        Write(operation, inputs, written, attributes);
        return written;
    }

    /// <summary>A node that reads the last value, and constants.</summary>
    public ExportedGraph Then(string operation, params object[] inputsAndAttributes) => Add(operation, [Last, .. inputsAndAttributes.OfType<string>()], inputsAndAttributes);

    /// <summary>A node that reads any values.</summary>
    public ExportedGraph Add(string operation, string[] inputs, params object[] attributes)
    {
        Last = $"v{_count++}";
        Write(operation, inputs, [Last], attributes);
        return this;
    }

    private void Write(string operation, string[] inputs, string[] outputs, params object[] attributes)
    {
        var node = new ProtobufMessage();
        foreach (string read in inputs) node.Add(OnnxFields.NodeInput, read);
        foreach (string written in outputs) node.Add(OnnxFields.NodeOutput, written);
        node.Add(OnnxFields.NodeName, $"/{operation}_{_count}");
        node.Add(OnnxFields.NodeOperation, operation);
        foreach ((string name, object value) in attributes.OfType<(string, object)>()) node.Add(OnnxFields.NodeAttribute, Attribute(name, value));
        _graph.Add(OnnxFields.GraphNode, node);
    }

    /// <summary>Goes on with a value from before.</summary>
    public void Continue(string value) => Last = value;

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
        foreach (ProtobufMessage further in _inputs) _graph.Add(OnnxFields.GraphInput, further);
        _graph.Add(OnnxFields.GraphOutput, Value(Last, null));
        foreach (string further in _outputs) _graph.Add(OnnxFields.GraphOutput, Value(further, null));
        model.Add(OnnxFields.ModelGraph, _graph);
        model.Add(OnnxFields.ModelOpset, operations);
        using var stream = new MemoryStream();
        model.WriteTo(stream);
        return stream.ToArray();
    }

    private string Integers(long[] shape, long[] values)
    {
        byte[] bytes = new byte[8 * values.Length];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return Add(ElementKind.Int64, shape, bytes);
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
            case string[] texts:
                foreach (string text in texts) attribute.Add(OnnxFields.AttributeTexts, text);
                attribute.Add(OnnxFields.AttributeKind, 8L);
                break;
            case float[] numbers:
                foreach (float number in numbers) attribute.Add(OnnxFields.AttributeSingles, number);
                attribute.Add(OnnxFields.AttributeKind, 6L);
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
                else dimension.Add(OnnxFields.DimensionName, size == -1 ? "batch" : "steps");
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
