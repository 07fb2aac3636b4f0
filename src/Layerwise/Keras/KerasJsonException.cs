namespace Layerwise;

/// <summary>A Keras model as JSON is not valid, holds what this library does not have, or does not fit the network it was to be loaded into. Nothing was changed.</summary>
public sealed class KerasJsonException : Exception
{
    /// <summary>Something is wrong with the file as a whole.</summary>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="inner">What the reader of the format said, if it was that.</param>
    public KerasJsonException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal KerasJsonException(int layer, string type, string message)
        : base($"layers[{layer}] ({type}): {message}") => Layer = layer;

    /// <summary>The place of the layer that is wrong in the file's <c>layers</c>, from 0; null when it is the file as a whole.</summary>
    public int? Layer { get; }
}
