using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// One buffer per thread for what a forward pass needs between two layers and would not fit the stack. It grows to the largest
/// need of its thread and then stays, so that a pass allocates nothing after the first one.
/// </summary>
public static class Scratch
{
    [ThreadStatic]
    private static AlignedBuffer _buffer;

    /// <summary>
    /// At least <paramref name="length"/> floats of any content, aligned to 64 bytes. They belong to the caller until the
    /// next call on the same thread.
    /// </summary>
    /// <param name="length">Number of floats, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Take(int length)
    {
        ref AlignedBuffer buffer = ref _buffer;
        if (buffer.Length < length) Grow(ref buffer, length);
        return ref buffer.Origin;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Grow(ref AlignedBuffer buffer, int length) => buffer = new AlignedBuffer(length);
}
