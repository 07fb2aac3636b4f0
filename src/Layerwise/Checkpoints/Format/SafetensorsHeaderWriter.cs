using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Layerwise.Runtime;

/// <summary>Writes the header's length and the header.</summary>
internal static class SafetensorsHeaderWriter
{
    /// <summary>All that stands before the data of the tensors, which follow each other without gaps.</summary>
    /// <exception cref="InvalidOperationException">It would be longer than readers take.</exception>
    internal static ReadOnlySpan<byte> Write(IEnumerable<Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Advance(Cleared(buffer, SafetensorsHeader.PrefixLength));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata.Count > 0) WriteMetadata(json, metadata);
            long offset = 0;
            foreach (Tensor tensor in tensors)
            {
                WriteTensor(json, tensor, offset);
                offset += tensor.Data.Length;
            }

            json.WriteEndObject();
        }

        int padding = -buffer.WrittenCount & (SafetensorsHeader.Alignment - 1);
        buffer.Write("        "u8[..padding]);
        int length = buffer.WrittenCount - SafetensorsHeader.PrefixLength;
        if (length > SafetensorsHeader.MostBytes)
        {
            throw new InvalidOperationException($"The header of names, shapes and metadata would have {length} bytes; the format allows {SafetensorsHeader.MostBytes}.");
        }

        byte[] header = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)length);
        return header;
    }

    private static int Cleared(ArrayBufferWriter<byte> buffer, int count)
    {
        buffer.GetSpan(count)[..count].Clear();
        return count;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach ((string key, string value) in metadata) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter json, Tensor tensor, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.TypeName);
        json.WriteStartArray("shape");
        foreach (long dimension in tensor.Shape) json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Data.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
