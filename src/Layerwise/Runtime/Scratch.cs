using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>
/// One buffer per thread for what a forward pass needs between two layers and would not fit the stack. It grows to the largest
/// need of its thread and then stays, so that a pass allocates nothing after the first one.
/// </summary>
/// <remarks>
/// Who rents the buffer has it alone. A pass that starts inside another one, as from an activation of a user's own, finds none and gets a new one;
/// a pass that an exception leaves returns none, and the next one gets a new one.
/// </remarks>
public static class Scratch
{
    [ThreadStatic]
    private static AlignedBuffer _idle;

    /// <summary>A buffer for the caller alone, until <see cref="Return"/>.</summary>
    /// <param name="length">Number of floats, at least 0.</param>
    /// <returns>At least so many floats of any content, aligned to 64 bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static AlignedBuffer Rent(int length)
    {
        ref AlignedBuffer idle = ref _idle;
        AlignedBuffer buffer = idle;
        idle = default;
        return buffer.Length >= length ? buffer : Allocate(length);
    }

    /// <summary>Gives a buffer to the next pass of this thread.</summary>
    /// <param name="buffer">What <see cref="Rent"/> gave, not to be used any more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Return(AlignedBuffer buffer)
    {
        ref AlignedBuffer idle = ref _idle;
        if (buffer.Length > idle.Length) idle = buffer;
    }

    /// <summary>The first float of memory on the stack that starts a cache line: stores that cross one wait, and where the stack starts is chance.</summary>
    /// <param name="stack">Memory on the stack, with <see cref="AlignedBuffer.Slack"/> floats more than are needed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ref float Aligned(Span<float> stack)
    {
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(stack));
        return ref Unsafe.AddByteOffset(ref MemoryMarshal.GetReference(stack), -address & (AlignedBuffer.Alignment - 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static AlignedBuffer Allocate(int length) => new(length);
}
