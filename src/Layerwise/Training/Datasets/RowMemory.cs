using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>Rows of numbers: in one piece of memory, or in several where they are more than one can hold; or windows over the steps of a piece.</summary>
/// <typeparam name="T">Floats, or the labels of classes.</typeparam>
internal readonly struct RowMemory<T>
    where T : unmanaged
{
    private readonly ReadOnlyMemory<T> _rows;

    // Of a file; each but the last has equally many rows.
    private readonly ReadOnlyMemory<T>[]? _parts;
    private readonly int _rowsPerPart;

    // Where windows begin and end, and the numbers of a step.
    private readonly StepWindows? _windows;
    private readonly int _stepWidth;

    public RowMemory(ReadOnlyMemory<T> rows, int width)
    {
        _rows = rows;
        Width = width;
        Count = rows.Length / width;
    }

    /// <summary>Rows of a file.</summary>
    /// <param name="parts">At least one.</param>
    /// <param name="width">Numbers of a row.</param>
    /// <param name="count">Rows of all parts.</param>
    public RowMemory(ReadOnlyMemory<T>[] parts, int width, int count)
    {
        _parts = parts;
        _rowsPerPart = parts[0].Length / width;
        Width = width;
        Count = count;
    }

    /// <summary>Windows.</summary>
    /// <param name="steps">[steps, numbers of a step].</param>
    /// <param name="stepWidth">Numbers of a step.</param>
    /// <param name="windows">Where they are.</param>
    public RowMemory(ReadOnlyMemory<T> steps, int stepWidth, StepWindows windows)
    {
        _rows = steps;
        _windows = windows;
        _stepWidth = stepWidth;
        Width = windows.Steps * stepWidth;
        Count = windows.Count;
    }

    public int Width { get; }

    public int Count { get; }

    public bool IsOfFile => _parts is not null;

    /// <summary>A row: [<see cref="Width"/>], or less of a window that is shorter than others.</summary>
    public ReadOnlySpan<T> this[int row] =>
        _windows is not null ? _rows.Span.Slice(_windows.First(row) * _stepWidth, _windows.Length(row) * _stepWidth)
        : _parts is null ? _rows.Span.Slice(row * Width, Width)
        : _parts[row / _rowsPerPart].Span.Slice(row % _rowsPerPart * Width, Width);

    /// <summary>Whether rows are windows over steps.</summary>
    public bool IsOfSteps => _windows is not null;

    /// <summary>Numbers of a step, where rows are windows.</summary>
    public int StepWidth => _stepWidth;

    /// <summary>A step of all that windows show.</summary>
    public ReadOnlySpan<T> Step(int step) => _rows.Span.Slice(step * _stepWidth, _stepWidth);

    /// <summary>Copies a row; where it is shorter than others, zeros stand behind it.</summary>
    public void Copy(int row, Span<T> target)
    {
        ReadOnlySpan<T> own = this[row];
        own.CopyTo(target);
        target[own.Length..].Clear();
    }

    /// <exception cref="ArgumentException">A span that is to be written shares memory with the rows.</exception>
    public void RequireOutside(ReadOnlySpan<float> written, string parameter, string name)
    {
        if (_parts is null) Guard.Disjoint(written, MemoryMarshal.Cast<T, float>(_rows.Span), parameter, name);
        foreach (ReadOnlyMemory<T> part in _parts ?? []) Guard.Disjoint(written, MemoryMarshal.Cast<T, float>(part.Span), parameter, name);
    }
}
