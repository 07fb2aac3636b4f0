using Layerwise.Runtime;

namespace Layerwise;

/// <summary>Rows of floats: in one piece of memory, or in several where they are more than one can hold.</summary>
internal readonly struct RowMemory
{
    private readonly ReadOnlyMemory<float> _rows;

    // Of a file; each but the last has equally many rows.
    private readonly ReadOnlyMemory<float>[]? _parts;
    private readonly int _rowsPerPart;

    public RowMemory(ReadOnlyMemory<float> rows, int width)
    {
        _rows = rows;
        Width = width;
        Count = rows.Length / width;
    }

    /// <summary>Rows of a file.</summary>
    /// <param name="parts">At least one.</param>
    /// <param name="width">Floats of a row.</param>
    /// <param name="count">Rows of all parts.</param>
    public RowMemory(ReadOnlyMemory<float>[] parts, int width, int count)
    {
        _parts = parts;
        _rowsPerPart = parts[0].Length / width;
        Width = width;
        Count = count;
    }

    public int Width { get; }

    public int Count { get; }

    public bool IsOfFile => _parts is not null;

    public ReadOnlySpan<float> this[int row] => _parts is null
        ? _rows.Span.Slice(row * Width, Width)
        : _parts[row / _rowsPerPart].Span.Slice(row % _rowsPerPart * Width, Width);

    /// <exception cref="ArgumentException">A span that is to be written shares memory with the rows.</exception>
    public void RequireOutside(ReadOnlySpan<float> written, string parameter, string name)
    {
        if (_parts is null) Guard.Disjoint(written, _rows.Span, parameter, name);
        foreach (ReadOnlyMemory<float> part in _parts ?? []) Guard.Disjoint(written, part.Span, parameter, name);
    }
}
