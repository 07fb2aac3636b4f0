using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Peers;

/// <summary>Addresses for C. All that is measured lies in <see cref="AlignedBuffer"/>s, which never move.</summary>
internal static unsafe class Pinned
{
    public static float* Pointer(Span<float> span) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(span));

    public static float* Pointer(this AlignedBuffer buffer) => (float*)Unsafe.AsPointer(ref buffer.Origin);
}
