namespace Layerwise.Conformance.GuardPages;

/// <summary>
/// Elements that start at a page boundary behind a page that may not be touched, or end at one in front of such a page: reading or writing a single
/// byte beyond that end kills the process. Of no elements, the boundary itself is what may not be touched.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
internal sealed unsafe class GuardedMemory<T> : IDisposable
    where T : unmanaged
{
    private readonly nuint _page = (nuint)Environment.SystemPageSize;
    private readonly byte* _mapping;
    private readonly nuint _dataBytes;
    private readonly T* _origin;
    private readonly int _length;

    /// <summary>Maps it, all 0.</summary>
    /// <param name="length">Number of elements, at least 0.</param>
    /// <param name="end">Which end stands at a page that may not be touched; on the other side there may be room.</param>
    public GuardedMemory(int length, GuardedEnd end)
    {
        nuint bytes = (nuint)length * (nuint)sizeof(T);
        _length = length;
        _dataBytes = (bytes + _page - 1) / _page * _page;
        _mapping = PageProtection.Reserve(_dataBytes + (2 * _page));
        byte* data = _mapping + _page;
        PageProtection.Set(data, _dataBytes, PageProtection.ReadWrite);
        _origin = (T*)(end == GuardedEnd.First ? data : data + _dataBytes - bytes);
    }

    /// <summary>Maps a copy, which may only be read.</summary>
    public GuardedMemory(ReadOnlySpan<T> values, GuardedEnd end)
        : this(values.Length, end)
    {
        values.CopyTo(Span);
        PageProtection.Set(_mapping + _page, _dataBytes, PageProtection.Read);
    }

    public Span<T> Span => new(_origin, _length);

    public void Dispose() => PageProtection.Release(_mapping, _dataBytes + (2 * _page));
}
