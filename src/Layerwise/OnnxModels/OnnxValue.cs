using Layerwise.Protobuf;

namespace Layerwise.OnnxModels;

/// <summary>ValueInfoProto: an input or output of the graph.</summary>
internal sealed class OnnxValue
{
    /// <summary>Stands for a dimension that the file does not fix, such as the number of samples.</summary>
    public const long AnySize = -1;

    /// <summary>Its name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its dimensions, where the file says how many there are; <see cref="AnySize"/> for those that it does not fix.</summary>
    public List<long>? Shape { get; private set; }

    /// <summary>Reads the message.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static OnnxValue Read(ReadOnlyMemory<byte> message)
    {
        var value = new OnnxValue();
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            if (reader.Field == OnnxFields.ValueName) value.Name = reader.Text();
            if (reader.Field == OnnxFields.ValueType) value.ReadType(reader.Bytes());
        }

        return value;
    }

    private void ReadType(ReadOnlyMemory<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            if (reader.Field == OnnxFields.TypeTensor) ReadTensorType(reader.Bytes());
        }
    }

    private void ReadTensorType(ReadOnlyMemory<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            if (reader.Field == OnnxFields.TensorTypeShape) Shape = ReadShape(reader.Bytes());
        }
    }

    private static List<long> ReadShape(ReadOnlyMemory<byte> message)
    {
        var shape = new List<long>();
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            if (reader.Field == OnnxFields.ShapeDimension) shape.Add(ReadDimension(reader.Bytes()));
        }

        return shape;
    }

    private static long ReadDimension(ReadOnlyMemory<byte> message)
    {
        long size = AnySize;
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            // Old exporters write 0 or less where the size is open.
            if (reader.Field == OnnxFields.DimensionSize) size = reader.Integer() is > 0 and var fixedSize ? fixedSize : AnySize;
        }

        return size;
    }
}
