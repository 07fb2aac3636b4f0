using System.Buffers.Binary;
using System.Text.Json;

namespace Layerwise.Tests.Checkpoints;

/// <summary>
/// A second reader, straight from the published format and with nothing of the library's in it: 8 bytes of length, that many of
/// JSON, the rest is data.
/// </summary>
internal static class FormatReader
{
    public static (Dictionary<string, string> Metadata, Dictionary<string, (string Type, long[] Shape, byte[] Data)> Tensors) Read(byte[] file)
    {
        int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file));
        byte[] data = file[(8 + length)..];
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, length));
        Dictionary<string, string> metadata = [];
        Dictionary<string, (string, long[], byte[])> tensors = [];
        foreach (JsonProperty property in header.RootElement.EnumerateObject())
        {
            if (property.Name == "__metadata__")
            {
                foreach (JsonProperty pair in property.Value.EnumerateObject()) metadata.Add(pair.Name, pair.Value.GetString()!);
                continue;
            }

            int[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(static value => value.GetInt32())];
            long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(static value => value.GetInt64())];
            tensors.Add(property.Name, (property.Value.GetProperty("dtype").GetString()!, shape, data[offsets[0]..offsets[1]]));
        }

        return (metadata, tensors);
    }
}
