using Layerwise.Runtime;

namespace Layerwise;

/// <summary>An ONNX file is not valid, holds what this library does not have, or does not fit the network it was to be loaded into. Nothing was changed.</summary>
public sealed class OnnxException : Exception
{
    /// <summary>Something is wrong with the file as a whole.</summary>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="inner">What the reader of the format said, if it was that.</param>
    public OnnxException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal OnnxException(string node, string operation, string message)
        : base($"Node {FileText.Quote(node)} ({FileText.Shorten(operation)}): {message}") => Node = node;

    /// <summary>
    /// The whole name of the node that is wrong, which a long message shortens, or of its first output where it has no name; null when it is the file as a whole.
    /// </summary>
    public string? Node { get; }
}
