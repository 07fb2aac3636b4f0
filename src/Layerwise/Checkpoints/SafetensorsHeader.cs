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
}
