using System.Buffers.Binary;
using System.Text;

namespace Layerwise.Tests.Checkpoints;

/// <summary>Files put together byte by byte.</summary>
internal static class HandMadeFile
{
    /// <summary>The length, the header as it is written here, and that many bytes 0, 1, 2, … of data.</summary>
    public static byte[] Of(string header, int dataLength) => Of(Encoding.UTF8.GetBytes(header), dataLength);

    public static byte[] Of(byte[] header, int dataLength)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. Enumerable.Range(0, dataLength).Select(static i => (byte)i)];
    }
}
