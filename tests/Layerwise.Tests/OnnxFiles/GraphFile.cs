using Layerwise.OnnxModels;
using Layerwise.Protobuf;

namespace Layerwise.Tests.OnnxFiles;

/// <summary>An ONNX file that is put together node by node, for what no exporter would write.</summary>
internal sealed class GraphFile
{
    private readonly ProtobufMessage _graph = new();

    /// <summary>The version of the operations.</summary>
    public long Opset { get; init; } = 17;

    /// <summary>The dimensions of the input; −1 for one that is open.</summary>
    public long[] Input { get; init; } = [-1, 3];

    /// <summary>The names of the outputs.</summary>
    public string[] Outputs { get; init; } = ["output"];

    /// <summary>The constants w1 [3, 3], b1 [3], w2 [3, 2] and b2 [2], which count from 0 in tenths.</summary>
    public static GraphFile WithWeights(GraphFile? file = null)
    {
        file ??= new GraphFile();
        file.Add(Tensor.Of("w1", [3, 3], Tenths(9)));
        file.Add(Tensor.Of("b1", [3], Tenths(3)));
        file.Add(Tensor.Of("w2", [3, 2], Tenths(6)));
        file.Add(Tensor.Of("b2", [2], Tenths(2)));
        return file;
    }

    /// <summary>3 → 3 ReLU → 2, as <c>ThreeThreeTwo</c>.</summary>
    public static GraphFile Sound() => WithWeights().Add("Gemm", ["input", "w1", "b1"], "z").Add("Relu", ["z"], "a").Add("Gemm", ["a", "w2", "b2"], "output");

    public static float[] Tenths(int count) => [.. Enumerable.Range(0, count).Select(static i => i / 10f)];

    public GraphFile Add(Tensor tensor)
    {
        var message = new ProtobufMessage();
        foreach (long dimension in tensor.Shape) message.Add(OnnxFields.TensorShape, dimension);
        message.Add(OnnxFields.TensorKind, (long)ElementKind.Float);
        message.Add(OnnxFields.TensorName, tensor.Name);
        message.Add(OnnxFields.TensorRaw, tensor.Data);
        return Add(message);
    }

    /// <summary>Adds a constant, field by field.</summary>
    public GraphFile Add(ProtobufMessage tensor)
    {
        _graph.Add(OnnxFields.GraphInitializer, tensor);
        return this;
    }

    /// <summary>Adds a constant whose elements lie in another file.</summary>
    public GraphFile AddExternal(string name, long[] shape, params (string Key, string Value)[] pairs)
    {
        var message = new ProtobufMessage();
        foreach (long dimension in shape) message.Add(OnnxFields.TensorShape, dimension);
        message.Add(OnnxFields.TensorKind, (long)ElementKind.Float);
        message.Add(OnnxFields.TensorName, name);
        message.Add(OnnxFields.TensorLocation, 1L);
        foreach ((string key, string value) in pairs)
        {
            var pair = new ProtobufMessage();
            pair.Add(OnnxFields.PairKey, key);
            pair.Add(OnnxFields.PairValue, value);
            message.Add(OnnxFields.TensorExternal, pair);
        }

        return Add(message);
    }

    public GraphFile Add(string operation, string[] inputs, string output, (string Name, float Value) attribute)
    {
        var setting = new ProtobufMessage();
        setting.Add(OnnxFields.AttributeName, attribute.Name);
        setting.Add(OnnxFields.AttributeSingle, attribute.Value);
        ProtobufMessage node = Node(operation, inputs, output);
        node.Add(OnnxFields.NodeAttribute, setting);
        _graph.Add(OnnxFields.GraphNode, node);
        return this;
    }

    public GraphFile Add(string operation, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        ProtobufMessage node = Node(operation, inputs, output);
        foreach ((string name, long value) in attributes)
        {
            var attribute = new ProtobufMessage();
            attribute.Add(OnnxFields.AttributeName, name);
            attribute.Add(OnnxFields.AttributeInteger, value);
            node.Add(OnnxFields.NodeAttribute, attribute);
        }

        _graph.Add(OnnxFields.GraphNode, node);
        return this;
    }

    /// <summary>Adds a node with a list of numbers for each attribute.</summary>
    public GraphFile AddWindow(string operation, string[] inputs, string output, params (string Name, long[] Values)[] attributes)
    {
        ProtobufMessage node = Node(operation, inputs, output);
        foreach ((string name, long[] values) in attributes)
        {
            var attribute = new ProtobufMessage();
            attribute.Add(OnnxFields.AttributeName, name);
            foreach (long value in values) attribute.Add(OnnxFields.AttributeIntegers, value);
            node.Add(OnnxFields.NodeAttribute, attribute);
        }

        _graph.Add(OnnxFields.GraphNode, node);
        return this;
    }

    /// <summary>Adds a constant of whole numbers.</summary>
    public GraphFile AddIntegers(string name, params long[] values)
    {
        var tensor = new ProtobufMessage();
        tensor.Add(OnnxFields.TensorShape, (long)values.Length);
        tensor.Add(OnnxFields.TensorKind, (long)ElementKind.Int64);
        tensor.Add(OnnxFields.TensorName, name);
        foreach (long value in values) tensor.Add(OnnxFields.TensorInt64s, value);
        return Add(tensor);
    }

    public byte[] Bytes()
    {
        _graph.Add(OnnxFields.GraphInput, Value("input", Input));
        foreach (string output in Outputs) _graph.Add(OnnxFields.GraphOutput, Value(output, [-1, 2]));
        var opset = new ProtobufMessage();
        opset.Add(OnnxFields.OpsetVersion, Opset);
        var model = new ProtobufMessage();
        model.Add(OnnxFields.ModelGraph, _graph);
        model.Add(OnnxFields.ModelOpset, opset);
        using var stream = new MemoryStream();
        model.WriteTo(stream);
        return stream.ToArray();
    }

    private static ProtobufMessage Value(string name, long[] dimensions)
    {
        var shape = new ProtobufMessage();
        foreach (long size in dimensions)
        {
            var dimension = new ProtobufMessage();
            if (size >= 0) dimension.Add(OnnxFields.DimensionSize, size);
            else dimension.Add(OnnxFields.DimensionName, "batch");
            shape.Add(OnnxFields.ShapeDimension, dimension);
        }

        var tensor = new ProtobufMessage();
        tensor.Add(OnnxFields.TensorTypeShape, shape);
        var type = new ProtobufMessage();
        type.Add(OnnxFields.TypeTensor, tensor);
        var value = new ProtobufMessage();
        value.Add(OnnxFields.ValueName, name);
        value.Add(OnnxFields.ValueType, type);
        return value;
    }

    private static ProtobufMessage Node(string operation, string[] inputs, string output)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs) node.Add(OnnxFields.NodeInput, input);
        node.Add(OnnxFields.NodeOutput, output);
        node.Add(OnnxFields.NodeName, "the-" + output);
        node.Add(OnnxFields.NodeOperation, operation);
        return node;
    }
}
