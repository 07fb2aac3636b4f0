using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>
/// Floats on a 64-byte boundary, followed by <see cref="Slack"/> more, so that kernels read whole registers without
/// crossing cache lines and past the last row without leaving the buffer.
/// </summary>
/// <remarks>The array is pinned from its birth: an object that the collector moves would not stay aligned.</remarks>
public readonly struct AlignedBuffer
{
    /// <summary>Readable floats behind the last one: the widest register.</summary>
    public const int Slack = 16;

    /// <summary>Bytes of a cache line.</summary>
    internal const int Alignment = 64;

    private readonly float[] _array;
    private readonly int _start;

    /// <summary>Allocates <paramref name="length"/> floats, all 0.</summary>
    /// <param name="length">Number of floats, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="OutOfMemoryException">There is no room for so many.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        _array = GC.AllocateArray<float>(checked(length + Slack + (Alignment / sizeof(float))), pinned: true);
        Length = length;
        _start = FirstAligned(_array);
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The floats, without the slack.</summary>
    public Span<float> Span => MemoryMarshal.CreateSpan(ref Origin, Length);

    /// <summary>The first float, aligned to 64 bytes.</summary>
    public ref float Origin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _start);
    }

    private static unsafe int FirstAligned(float[] pinned)
    {
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        return (int)((Alignment - (address % Alignment)) % Alignment) / sizeof(float);
    }
}
