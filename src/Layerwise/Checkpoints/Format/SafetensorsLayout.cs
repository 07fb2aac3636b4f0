using System.Buffers.Binary;

namespace Layerwise.Runtime;

/// <summary>What a safetensors file holds and where. Source that the generator compiles too, to read weights that are frozen into a program.</summary>
/// <param name="Metadata">The map from text to text.</param>
/// <param name="Tensors">The tensors, in the order of the header; together they cover the data, each byte once.</param>
/// <param name="DataStart">Index of the first byte of the data.</param>
internal sealed record SafetensorsLayout(Dictionary<string, string> Metadata, List<TensorEntry> Tensors, int DataStart)
{
    /// <summary>Reads the header of a whole file.</summary>
    /// <exception cref="SafetensorsException">It is not a valid safetensors file.</exception>
    internal static SafetensorsLayout Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < SafetensorsHeader.PrefixLength)
        {
            throw SafetensorsHeader.TooShort(file.Length);
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        int most = Math.Min(SafetensorsHeader.MostBytes, file.Length - SafetensorsHeader.PrefixLength);
        if (length > (ulong)most) throw SafetensorsHeader.TooLong(length, most);

        (Dictionary<string, string> metadata, List<TensorEntry> tensors) =
            SafetensorsHeaderReader.Read(file.Slice(SafetensorsHeader.PrefixLength, (int)length));
        int start = SafetensorsHeader.PrefixLength + (int)length;
        TensorEntry.CheckLayout(tensors, file.Length - start);
        return new SafetensorsLayout(metadata, tensors, start);
    }
}
