using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Layerwise.Protobuf;

/// <summary>
/// Reads the fields of one message of Protocol Buffers (https://protobuf.dev/programming-guides/encoding), in the order in which they stand. A message
/// within is bytes to it, which its reader may read in turn: nothing here recurses, nothing is copied, and no length is believed that goes beyond the message.
/// </summary>
internal struct ProtobufReader(ReadOnlyMemory<byte> message)
{
    private const int MostVarintBytes = 10;
    private const int WireBits = 3;

    private readonly ReadOnlyMemory<byte> _message = message;
    private int _position;
    private ulong _number;

    /// <summary>The number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>How it is written.</summary>
    public WireType Wire { get; private set; }

    /// <summary>The bytes of its value: a packed list of one number looks like the number.</summary>
    public ReadOnlyMemory<byte> Value { get; private set; }

    /// <summary>Reads the next field.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="FormatException">What follows is no field.</exception>
    public bool TryRead()
    {
        if (_position == _message.Length) return false;
        ulong tag = ReadVarint();
        if (tag >> WireBits is 0 or > int.MaxValue) throw Fault("a tag without a field number");
        Field = (int)(tag >> WireBits);
        Wire = (WireType)(tag & ((1 << WireBits) - 1));
        int start = _position;
        switch (Wire)
        {
            case WireType.Varint:
                _number = ReadVarint();
                Value = _message.Slice(start, _position - start);
                return true;
            case WireType.Fixed64:
                Value = Take(sizeof(ulong));
                return true;
            case WireType.Fixed32:
                Value = Take(sizeof(uint));
                return true;
            case WireType.Bytes:
                ulong length = ReadVarint();
                if (length > int.MaxValue) throw Fault($"a field of {length} bytes");
                Value = Take((int)length);
                return true;
            default:
                throw Fault($"a field of the unknown kind {(int)Wire}");
        }
    }

    /// <summary>The field as a whole number.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public readonly long Integer() => Wire == WireType.Varint ? (long)_number : throw Unexpected("a whole number");

    /// <summary>The field as a float.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public readonly float Single()
    {
        if (Wire != WireType.Fixed32) throw Unexpected("a float");
        Span<int> bits = stackalloc int[] { BinaryPrimitives.ReadInt32LittleEndian(Value.Span) };
        return MemoryMarshal.Cast<int, float>(bits)[0];
    }

    /// <summary>The field's bytes: a message, or text that may be none.</summary>
    /// <exception cref="FormatException">It has none.</exception>
    public readonly ReadOnlyMemory<byte> Bytes() => Wire == WireType.Bytes ? Value : throw Unexpected("a length and bytes");

    /// <summary>The field as text; what is no UTF-8 in it becomes replacement characters.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public readonly string Text()
    {
        ReadOnlyMemory<byte> bytes = Bytes();
        return MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment)
            ? Encoding.UTF8.GetString(segment.Array!, segment.Offset, segment.Count)
            : Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Adds the whole numbers of a repeated field, which may be one or a packed list.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public readonly void AddIntegers(List<long> numbers)
    {
        if (Wire == WireType.Bytes) AddPacked(Value, numbers);
        else numbers.Add(Integer());
    }

    /// <summary>Adds the whole numbers of a packed list.</summary>
    /// <exception cref="FormatException">The last one has no end.</exception>
    public static void AddPacked(ReadOnlyMemory<byte> list, List<long> numbers)
    {
        var packed = new ProtobufReader(list);
        while (packed._position < packed._message.Length) numbers.Add((long)packed.ReadVarint());
    }

    private ulong ReadVarint()
    {
        ReadOnlySpan<byte> rest = _message.Span.Slice(_position);
        ulong value = 0;
        for (int i = 0; i < rest.Length && i < MostVarintBytes; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] >= 0x80) continue;
            _position += i + 1;
            return value;
        }

        throw Fault("a number without an end");
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > _message.Length - _position) throw Fault($"a field of {length} bytes, of which {_message.Length - _position} are left");
        ReadOnlyMemory<byte> taken = _message.Slice(_position, length);
        _position += length;
        return taken;
    }

    private readonly FormatException Unexpected(string expected) => new($"field {Field} is written as {Wire}; expected {expected}");

    private readonly FormatException Fault(string found) => new($"at byte {_position} of {_message.Length} there is {found}");
}
