using Layerwise.Protobuf;

namespace Layerwise.OnnxModels;

/// <summary>AttributeProto: a setting of a node. Each of its fields is what an attribute of that type has; the others are empty.</summary>
internal sealed class OnnxAttribute
{
    private readonly List<long> _integers = [];

    /// <summary>Its name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The number of an attribute that is one.</summary>
    public float Single { get; private set; }

    /// <summary>The whole number of an attribute that is one.</summary>
    public long Integer { get; private set; }

    /// <summary>The text of an attribute that is one.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The tensor of an attribute that is one.</summary>
    public OnnxTensor? Tensor { get; private set; }

    /// <summary>The whole numbers of an attribute that is a list of them.</summary>
    public IReadOnlyList<long> Integers => _integers;

    /// <summary>The numbers of an attribute that is a list of them: fields of elements that are floats.</summary>
    public List<ElementField> Singles { get; } = [];

    /// <summary>The texts of an attribute that is a list of them.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>Reads the message.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static OnnxAttribute Read(ReadOnlyMemory<byte> message)
    {
        var attribute = new OnnxAttribute();
        var reader = new ProtobufReader(message);
        while (reader.TryRead())
        {
            switch (reader.Field)
            {
                case OnnxFields.AttributeName: attribute.Name = reader.Text(); break;
                case OnnxFields.AttributeSingle: attribute.Single = reader.Single(); break;
                case OnnxFields.AttributeInteger: attribute.Integer = reader.Integer(); break;
                case OnnxFields.AttributeText: attribute.Text = reader.Text(); break;
                case OnnxFields.AttributeTensor: attribute.Tensor = OnnxTensor.Read(reader.Bytes()); break;
                case OnnxFields.AttributeSingles: attribute.Singles.Add(new ElementField(OnnxFields.TensorFloats, reader.Value)); break;
                case OnnxFields.AttributeTexts: attribute.Texts.Add(reader.Text()); break;
                case OnnxFields.AttributeIntegers: reader.AddIntegers(attribute._integers); break;
            }
        }

        return attribute;
    }
}
