using System.Buffers.Binary;
using System.Text;

namespace Layerwise.Protobuf;

/// <summary>A message of Protocol Buffers that is put together field by field, and written once it is whole.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<Part> _parts = [];

    /// <summary>How many bytes it has.</summary>
    public long Length { get; private set; }

    /// <summary>Adds a whole number.</summary>
    public void Add(int field, long number) => AddPart([.. Tag(field, WireType.Varint), .. Varint((ulong)number)]);

    /// <summary>Adds a float.</summary>
    public void Add(int field, float number)
    {
        byte[] bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, BitConverter.SingleToInt32Bits(number));
        AddPart([.. Tag(field, WireType.Fixed32), .. bytes]);
    }

    /// <summary>Adds text.</summary>
    public void Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text).AsMemory());

    /// <summary>Adds bytes, which must not change any more.</summary>
    public void Add(int field, ReadOnlyMemory<byte> bytes)
    {
        AddPart([.. Tag(field, WireType.Bytes), .. Varint((ulong)bytes.Length)]);
        AddPart(bytes);
    }

    /// <summary>Adds a message, to which nothing is added any more.</summary>
    public void Add(int field, ProtobufMessage message)
    {
        AddPart([.. Tag(field, WireType.Bytes), .. Varint((ulong)message.Length)]);
        _parts.Add(new Part(default, message));
        Length += message.Length;
    }

    /// <summary>Writes its bytes.</summary>
    public void WriteTo(Stream stream)
    {
        foreach (Part part in _parts)
        {
            if (part.Message is { } message) message.WriteTo(stream);
            else stream.Write(part.Bytes.Span);
        }
    }

    private void AddPart(byte[] bytes) => AddPart(bytes.AsMemory());

    private void AddPart(ReadOnlyMemory<byte> bytes)
    {
        _parts.Add(new Part(bytes, Message: null));
        Length += bytes.Length;
    }

    private static List<byte> Tag(int field, WireType wire) => Varint(((ulong)field << 3) | (ulong)wire);

    private static List<byte> Varint(ulong number)
    {
        var bytes = new List<byte>();
        for (; number >= 0x80; number >>= 7) bytes.Add((byte)(number | 0x80));
        bytes.Add((byte)number);
        return bytes;
    }

    private readonly record struct Part(ReadOnlyMemory<byte> Bytes, ProtobufMessage? Message);
}
