namespace Layerwise.Protobuf;

/// <summary>How the value of a field is written. Groups, which the format gave up, are none.</summary>
internal enum WireType
{
    /// <summary>A number in as many groups of seven bits as it needs.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes: text, a message, or numbers one behind the other.</summary>
    Bytes = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
