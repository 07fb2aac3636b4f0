using Layerwise.Chains;
using Layerwise.KerasImport;
using Layerwise.OnnxImport;
using Layerwise.OnnxModels;

namespace Layerwise.Runtime;

/// <summary>
/// A file of frozen weights that lies in an assembly's resources as it is. The compiler has read its header; here its tensors are read from where they lie.
/// </summary>
public sealed class FrozenFile : IDisposable
{
    private const int ChunkBytes = 4096;

    private readonly Type _owner;
    private readonly Stream _stream;

    /// <summary>Opens it: a view of the loaded assembly, no file is touched.</summary>
    /// <param name="owner">A class of the assembly.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="length">Bytes that the compiler saw.</param>
    /// <exception cref="InvalidOperationException">The assembly has no such resource, or one of another length.</exception>
    public FrozenFile(Type owner, string name, long length)
    {
        ArgumentNullException.ThrowIfNull(owner);
        _owner = owner;
        _stream = owner.Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException(
            $"The weights of {owner.FullName} are missing: {owner.Assembly.GetName().Name} has no resource '{name}'. The compiler was told that it embeds the file.");
        if (_stream.Length == length) return;
        string found = $"The resource '{name}' has {_stream.Length} bytes; expected {length}, as the file had when {owner.FullName} was compiled.";
        _stream.Dispose();
        throw new InvalidOperationException(found);
    }

    /// <summary>Reads a tensor as floats.</summary>
    /// <param name="start">Index of its first byte in the file.</param>
    /// <param name="type">F32, F16, BF16 or F64.</param>
    /// <param name="values">All its elements, overwritten.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> is negative, or <paramref name="type"/> is none of floats.</exception>
    /// <exception cref="EndOfStreamException">The file ends before.</exception>
    public void Read(long start, TensorType type, Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        if (!TensorFloats.IsFloat(type)) throw new ArgumentOutOfRangeException(nameof(type), type, "Expected F32, F16, BF16 or F64.");
        Span<byte> chunk = stackalloc byte[ChunkBytes];
        int size = TensorTypes.Size(type);
        _stream.Position = start;
        while (!values.IsEmpty)
        {
            int count = Math.Min(values.Length, ChunkBytes / size);
            Span<byte> bytes = chunk[..(count * size)];
            _stream.ReadExactly(bytes);
            TensorFloats.Read(bytes, type, values[..count]);
            values = values[count..];
        }
    }

    /// <summary>Reads a tensor as floats.</summary>
    /// <param name="start">Index of its first byte in the file.</param>
    /// <param name="type">F32, F16, BF16 or F64.</param>
    /// <param name="count">Number of its elements.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> or <paramref name="count"/> is negative, or <paramref name="type"/> is none of floats.</exception>
    /// <exception cref="EndOfStreamException">The file ends before.</exception>
    public float[] Read(long start, TensorType type, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var values = new float[count];
        Read(start, type, values);
        return values;
    }

    /// <summary>Reads the parameters of an ONNX file, laid out as those of every network, and behind them running statistics that did not become part of the weights.</summary>
    /// <param name="output">The value that the last layer gives; null for the only output.</param>
    /// <param name="parameters">All of them, overwritten.</param>
    /// <exception cref="InvalidOperationException">They are more or fewer.</exception>
    /// <exception cref="OnnxException">The file is not the one that was compiled.</exception>
    public void ReadGraph(string? output, Span<float> parameters) => Copy(GraphImport.Read(Content(), Other, output).Folded().Layers, parameters);

    /// <summary>Reads the parameters of an ONNX file with several outputs as <see cref="ReadGraph"/> does: those of shared layers, and behind them those of each output.</summary>
    /// <param name="outputs">The outputs, in the order of the network.</param>
    /// <param name="parameters">All of them, overwritten.</param>
    /// <exception cref="InvalidOperationException">They are more or fewer.</exception>
    /// <exception cref="OnnxException">The file is not the one that was compiled.</exception>
    public void ReadHeads(string[] outputs, Span<float> parameters) => Copy(GraphImport.Read(Content(), Other, outputs).Folded().Layers, parameters);

    /// <summary>
    /// Reads the parameters of a Keras model as JSON, laid out as those of every network, and behind them running statistics that did not become part of the weights.
    /// </summary>
    /// <param name="parameters">All of them, overwritten.</param>
    /// <exception cref="InvalidOperationException">They are more or fewer.</exception>
    /// <exception cref="KerasJsonException">The file is not the one that was compiled.</exception>
    public void ReadKerasJson(Span<float> parameters) => Copy(ModelReader.Read(Content()).Folded().Layers, parameters);

    // Resources have no folders; the compiler has seen a file of that name beside the graph.
    private ReadOnlyMemory<byte> Other(ExternalPlace place, long length)
    {
        string name = place.Location[(place.Location.LastIndexOfAny(['/', '\\']) + 1)..];
        using Stream? other = _owner.Assembly.GetManifestResourceStream(name);
        if (other is null || place.Offset > other.Length || length > other.Length - place.Offset)
        {
            throw new InvalidOperationException($"The weights of {_owner.FullName} are missing: the resource '{name}' must be embedded as the graph is, and be as long as when it was compiled.");
        }

        byte[] bytes = new byte[length];
        other.Position = place.Offset;
        other.ReadExactly(bytes);
        return bytes;
    }

    private byte[] Content()
    {
        byte[] content = new byte[_stream.Length];
        _stream.Position = 0;
        _stream.ReadExactly(content);
        return content;
    }

    private static void Copy(IReadOnlyList<ChainLayer> layers, Span<float> parameters)
    {
        long count = ChainParameters.Count(layers);
        if (count != parameters.Length) throw new InvalidOperationException($"The file has {count} parameters; expected {parameters.Length}, as when the class was compiled.");
        ChainParameters.Copy(layers, parameters);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
