using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>A file whose bytes are read where the system maps them into memory: it reads the pages that are asked for, and forgets them where it needs the room.</summary>
internal sealed unsafe partial class MappedFile : IDisposable
{
    // MADV_RANDOM, on every Linux.
    private const int Random = 1;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private bool _isClosed;

    /// <exception cref="IOException">It cannot be mapped.</exception>
    public MappedFile(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start + _view.PointerOffset;
    }

    /// <summary>A part of it. Its span can't be had after <see cref="Dispose"/>, and one that was had before must not be used.</summary>
    public ReadOnlyMemory<T> Memory<T>(long offset, int length)
        where T : unmanaged => new Part<T>(this, offset, length).Memory;

    /// <summary>
    /// Tells the system that a part is read here and there. Else Linux reads what follows a page too, megabytes where a disk is set up so: 4,096 rows of 4 KB, spread over 10
    /// GB, took
    /// 16 s so, and 0.07 s in this way.
    /// </summary>
    public void ExpectRandomAccess(long offset, long length)
    {
        if (!OperatingSystem.IsLinux()) return;
        nint first = (nint)(_start + offset) & -Environment.SystemPageSize;
        _ = Advise(first, (nuint)((nint)(_start + offset + length) - first), Random);
    }

    public void Dispose()
    {
        if (_isClosed) return;
        _isClosed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);

    private sealed class Part<T>(MappedFile file, long offset, int length) : MemoryManager<T>
        where T : unmanaged
    {
        public override Span<T> GetSpan()
        {
            ObjectDisposedException.ThrowIf(file._isClosed, typeof(DatasetFile));
            return new Span<T>(file._start + offset, length);
        }

        public override MemoryHandle Pin(int elementIndex = 0) => new((T*)(file._start + offset) + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
