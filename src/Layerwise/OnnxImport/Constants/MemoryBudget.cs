namespace Layerwise.OnnxImport.Constants;

/// <summary>
/// How much memory the constants of a file may take: some times what the file has. Nodes that double a tensor, and tensors that share their bytes, would else
/// make much of little.
/// </summary>
internal sealed class MemoryBudget
{
    private const int MostPerByte = 8;
    private const long Floor = 1 << 16;

    private readonly Dictionary<string, long> _ends = [];
    private long _left = Floor;

    /// <summary>How many bytes may still be taken.</summary>
    public long Left => _left;

    /// <summary>Adds bytes of a file that was read.</summary>
    public void Add(long bytes) => _left += MostPerByte * bytes;

    /// <summary>Adds what of another file was not added yet.</summary>
    /// <param name="location">The file.</param>
    /// <param name="end">Where what is read of it ends.</param>
    public void AddFile(string location, long end)
    {
        long known = _ends.TryGetValue(location, out long before) ? before : 0;
        if (end <= known) return;
        _ends[location] = end;
        Add(end - known);
    }

    /// <summary>Takes room for numbers.</summary>
    /// <exception cref="OnnxException">There is none left.</exception>
    public void Take(long count, int size)
    {
        _left -= count * size;
        if (_left < 0) throw new OnnxException($"The constants of the file take more than {MostPerByte} times the memory of the file itself.");
    }
}
