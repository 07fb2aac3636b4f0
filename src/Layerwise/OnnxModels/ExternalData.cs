namespace Layerwise.OnnxModels;

/// <summary>Reads bytes from a file beside the model.</summary>
/// <param name="place">Which bytes.</param>
/// <param name="length">How many the tensor needs: no more are read, and fewer are an error.</param>
/// <exception cref="OnnxException">There is no such file, or it has fewer bytes.</exception>
internal delegate ReadOnlyMemory<byte> ExternalData(ExternalPlace place, long length);
