using System.Collections.ObjectModel;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>The content of a safetensors file: named tensors and a map from text to text, of whatever meaning.</summary>
/// <remarks>It is all in memory, and at most 2 GiB. The format is described at https://github.com/huggingface/safetensors.</remarks>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, Tensor> _byName;

    /// <summary>A file to be written.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">The map; none by default.</param>
    /// <exception cref="ArgumentException">
    /// Two tensors have one name, or two values one key; a tensor, a key or a value is null; a text is no valid Unicode.
    /// </exception>
    public SafetensorsFile(IEnumerable<Tensor> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        Tensors = [.. tensors];
        Metadata = new ReadOnlyDictionary<string, string>(new Dictionary<string, string>(metadata ?? []));
        _byName = new Dictionary<string, Tensor>(Tensors.Count);
        foreach ((string key, string value) in Metadata)
        {
            WritableText.Check(key, "A key of the metadata", nameof(metadata));
            WritableText.Check(value, $"The metadata {FileText.Quote(key)}", nameof(metadata));
        }

        foreach (Tensor tensor in Tensors)
        {
            if (tensor is null) throw new ArgumentException("A tensor is null.", nameof(tensors));
            if (!_byName.TryAdd(tensor.Name, tensor)) throw new ArgumentException($"Two tensors are called {FileText.Quote(tensor.Name)}.", nameof(tensors));
        }
    }

    // A file that was read, whose reader has checked names and text.
    private SafetensorsFile(Tensor[] tensors, Dictionary<string, string> metadata)
    {
        Tensors = new ReadOnlyCollection<Tensor>(tensors);
        Metadata = new ReadOnlyDictionary<string, string>(metadata);
        _byName = new Dictionary<string, Tensor>(tensors.Length);
        foreach (Tensor tensor in tensors) _byName.Add(tensor.Name, tensor);
    }

    /// <summary>The tensors, in the order of the file's header.</summary>
    public IReadOnlyList<Tensor> Tensors { get; }

    /// <summary>The map from text to text.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of that name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="SafetensorsException">There is none.</exception>
    public Tensor this[string name] =>
        _byName.TryGetValue(name, out Tensor? tensor) ? tensor : throw new SafetensorsException(name, $"the file does not have it. It has {Names()}.");

    /// <summary>Whether there is a tensor of that name.</summary>
    /// <param name="name">The name.</param>
    public bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="SafetensorsException">It is not a valid safetensors file.</exception>
    /// <exception cref="IOException">It cannot be read, or is longer than 2 GiB.</exception>
    public static SafetensorsFile Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a stream from where it stands to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <exception cref="SafetensorsException">What it has is not a valid safetensors file.</exception>
    /// <exception cref="IOException">It cannot be read, or is longer than 2 GiB.</exception>
    public static SafetensorsFile Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return Parse(content.GetBuffer().AsMemory(0, (int)content.Length));
    }

    /// <summary>Reads a file that is in memory already; the tensors refer to it.</summary>
    /// <param name="content">The whole file.</param>
    /// <exception cref="SafetensorsException">It is not a valid safetensors file.</exception>
    public static SafetensorsFile Parse(ReadOnlyMemory<byte> content)
    {
        SafetensorsLayout layout = SafetensorsLayout.Read(content.Span);
        ReadOnlyMemory<byte> data = content[layout.DataStart..];
        var tensors = new Tensor[layout.Tensors.Count];
        for (int i = 0; i < tensors.Length; i++)
        {
            TensorEntry entry = layout.Tensors[i];
            tensors[i] = new Tensor(entry.Name, entry.Elements, entry.Shape, data[(int)entry.Begin..(int)entry.End]);
        }

        return new SafetensorsFile(tensors, layout.Metadata);
    }

    /// <summary>Writes a file, or replaces one: whatever happens meanwhile, there is the old or the new one, never a part.</summary>
    /// <remarks>
    /// Into a temporary file in the same folder, which is flushed to disk and then renamed. Links are followed; the file keeps its permissions. What killed savers of
    /// the same file left behind is deleted.
    /// </remarks>
    /// <param name="path">Its path.</param>
    /// <exception cref="IOException">It cannot be written, is read-only, or is no regular file; what was there is untouched.</exception>
    /// <exception cref="InvalidOperationException">Names, shapes and metadata would have more than the 100 MB that the format allows.</exception>
    public void Write(string path) => AtomicFile.Write(path, Write);

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">The stream; not closed.</param>
    /// <exception cref="InvalidOperationException">Names, shapes and metadata would have more than the 100 MB that the format allows.</exception>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);

        // The largest elements first, and unknown ones beside bytes: then every tensor is aligned to the size of its elements.
        Tensor[] tensors = [.. Tensors.OrderByDescending(static tensor => tensor.Elements.Bits ?? 8)];
        stream.Write(SafetensorsHeaderWriter.Write(tensors, Metadata));
        foreach (Tensor tensor in tensors) stream.Write(tensor.Data.Span);
    }

    private string Names()
    {
        const int Most = 8;
        string names = string.Join(", ", Tensors.Take(Most).Select(static tensor => FileText.Shorten(tensor.Name)));
        return Tensors.Count == 0 ? "no tensors" : Tensors.Count > Most ? $"{names} and {Tensors.Count - Most} more" : names;
    }
}
