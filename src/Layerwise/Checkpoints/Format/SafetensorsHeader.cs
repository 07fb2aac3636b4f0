namespace Layerwise.Runtime;

/// <summary>The layout of a safetensors file: the length of the header (8 bytes), the header (JSON), the data.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The key of the map from text to text that stands among the tensors.</summary>
    internal const string MetadataKey = "__metadata__";

    /// <summary>Bytes of the header's length.</summary>
    internal const int PrefixLength = 8;

    /// <summary>The format's limit, against headers made to exhaust memory.</summary>
    internal const int MostBytes = 100_000_000;

    /// <summary>Headers are padded with spaces to a multiple of this, so that data can be mapped into memory as it stands.</summary>
    internal const int Alignment = 8;

    /// <summary>What is wrong with a file that ends before its header's length.</summary>
    public static SafetensorsException TooShort(long bytes) =>
        new($"The file is no safetensors file: it has {bytes} bytes, and the first {PrefixLength} would be its header's length.");

    /// <summary>What is wrong with a file whose first bytes are no header's length: most files of another format are found by that.</summary>
    public static SafetensorsException TooLong(ulong length, long most) =>
        new($"The file is no safetensors file: its first {PrefixLength} bytes give its header a length of {length}, where it can be at most {most}.");
}
