using Layerwise.Runtime;

namespace Layerwise;

/// <summary>A safetensors file is not valid, or does not fit the network it was to be loaded into. Nothing was changed.</summary>
public sealed class SafetensorsException : Exception
{
    /// <summary>Something is wrong with the file as a whole.</summary>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="inner">What the JSON reader said, if it was that.</param>
    public SafetensorsException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal SafetensorsException(string tensor, string message)
        : base($"Tensor {FileText.Quote(tensor)}: {message}") => Tensor = tensor;

    /// <summary>The whole name of the tensor that is wrong, which a long message shortens; null when it is the file as a whole.</summary>
    public string? Tensor { get; }
}
