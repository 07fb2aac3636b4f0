using Layerwise.Protobuf;

namespace Layerwise.OnnxModels;

/// <summary>TensorProto: what a file says of a tensor. Its elements stay where they are until somebody asks for them.</summary>
internal sealed class OnnxTensor
{
    /// <summary>How many dimensions are read: twice as many as any exporter writes.</summary>
    public const int MostDimensions = 16;

    private const int IsExternal = 1;

    private readonly List<long> _dimensions = [];
    private readonly Dictionary<string, string> _external = [];

    /// <summary>Its name; empty where it needs none.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The type of its elements, perhaps one that no member stands for.</summary>
    public ElementKind Kind { get; private set; }

    /// <summary>Its dimensions, as the file says.</summary>
    public long[] Shape { get; private set; } = [];

    /// <summary>Little-endian elements one behind the other; null where they stand in <see cref="Fields"/> or in another file.</summary>
    public ReadOnlyMemory<byte>? Raw { get; private set; }

    /// <summary>The fields with elements of the type, packed or single, where they are no raw bytes.</summary>
    public List<ElementField> Fields { get; } = [];

    /// <summary>Where its elements lie in another file; null where they lie in this one.</summary>
    public ExternalPlace? External { get; private set; }

    /// <summary>Reads the message.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static OnnxTensor Read(ReadOnlyMemory<byte> message)
    {
        var tensor = new OnnxTensor();
        bool isExternal = false;
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            switch (reader.Field)
            {
                case OnnxFields.TensorShape: tensor.AddDimensions(reader); break;
                case OnnxFields.TensorKind: tensor.Kind = (ElementKind)reader.Integer(); break;
                case OnnxFields.TensorFloats or OnnxFields.TensorInt32s or OnnxFields.TensorInt64s or OnnxFields.TensorDoubles:
                    tensor.Fields.Add(new ElementField(reader.Field, reader.Value));
                    break;
                case OnnxFields.TensorName: tensor.Name = reader.Text(); break;
                case OnnxFields.TensorRaw: tensor.Raw = reader.Bytes(); break;
                case OnnxFields.TensorExternal: tensor.AddExternal(reader.Bytes()); break;
                case OnnxFields.TensorLocation: isExternal = reader.Integer() == IsExternal; break;
            }
        }

        tensor.Shape = tensor._dimensions.ToArray();
        tensor.External = isExternal ? ExternalPlace.Read(tensor._external) : null;
        return tensor;
    }

    private void AddDimensions(ProtobufReader reader)
    {
        reader.AddIntegers(_dimensions);
        if (_dimensions.Count > MostDimensions) throw new FormatException($"a tensor has more than {MostDimensions} dimensions");
    }

    private void AddExternal(ReadOnlyMemory<byte> entry)
    {
        string key = "";
        string value = "";
        var reader = new ProtobufReader(entry);
        while (reader.TryRead())
        {
            if (reader.Field == OnnxFields.PairKey) key = reader.Text();
            if (reader.Field == OnnxFields.PairValue) value = reader.Text();
        }

        _external[key] = value;
    }
}
