using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>The files in the folder of a model, in which the elements of its tensors may lie. Each read takes what the tensor needs and no more.</summary>
/// <param name="folder">The folder.</param>
internal sealed class ExternalFiles(string folder)
{
    /// <summary>A whole file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>For a model that was no file.</summary>
    public static ReadOnlyMemory<byte> None(ExternalPlace place, long length) =>
        throw new OnnxException($"A tensor lies in the file {FileText.Quote(place.Location)}, and a stream has no folder to look for it; load the model by its path.");

    /// <summary>Reads the elements of a tensor.</summary>
    /// <exception cref="OnnxException">There is no such file, or it ends too early.</exception>
    public ReadOnlyMemory<byte> Read(ExternalPlace place, long length)
    {
        try
        {
            using FileStream stream = File.OpenRead(Path.Combine(folder, place.Location));
            if (place.Offset > stream.Length || length > stream.Length - place.Offset)
            {
                throw new OnnxException(
                    $"A tensor needs the bytes {place.Offset} to {place.Offset + length} of the file {FileText.Quote(place.Location)}, which has {stream.Length}.");
            }

            byte[] bytes = new byte[length];
            stream.Position = place.Offset;
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OnnxException($"A tensor lies in the file {FileText.Quote(place.Location)}, which cannot be read: {e.Message}", e);
        }
    }
}
