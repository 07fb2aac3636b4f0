using System.Buffers.Binary;

namespace Amplifier;

/// <summary>Sound as players take it: one channel of 16 bits.</summary>
internal static class WaveFile
{
    private const int HeaderBytes = 44;
    private const int SampleBytes = 2;

    /// <summary>Writes a file; what is louder than 1 is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sound">From −1 to 1.</param>
    public static void Write(string path, ReadOnlySpan<float> sound)
    {
        byte[] bytes = new byte[HeaderBytes + (sound.Length * SampleBytes)];
        Span<byte> header = bytes;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], Sound.Rate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], Sound.Rate * SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 8 * SampleBytes);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], sound.Length * SampleBytes);
        for (int i = 0; i < sound.Length; i++)
        {
            short sample = (short)MathF.Round(Math.Clamp(sound[i], -1f, 1f) * short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(header[(HeaderBytes + (i * SampleBytes))..], sample);
        }

        File.WriteAllBytes(path, bytes);
    }
}
