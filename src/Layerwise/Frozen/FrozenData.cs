using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>Floats that are constants of a program, two to an integer, the first one in its lower half.</summary>
public static class FrozenData
{
    private const int Alignment = 64;

    // Kernels read whole registers past the last parameter: the widest one has room.
    private const int Slack = 16;

    private const float Tolerance = 1e-4f;

    /// <summary>
    /// Copies the floats to a boundary of 64 bytes, outside the collector's heap, where they stay as long as the process: for the first call of a class, never again.
    /// </summary>
    /// <remarks>
    /// A compiler places constants on 8 bytes, and reading them there, registers that lie across two cache lines, made one sample of 784-128-10 take 1.5 times as long,
    /// of 64-32-10 1.15 times.
    /// </remarks>
    /// <param name="data">The pairs.</param>
    /// <returns>The address of the first float.</returns>
    public static nint Align(ReadOnlySpan<ulong> data)
    {
        nint address = Allocate(2 * data.Length);
        Copy(data, 0, Floats(address, 0, 2 * data.Length));
        return address;
    }

    /// <summary>Zeros on a boundary of 64 bytes, outside the collector's heap, for as long as the process.</summary>
    /// <param name="count">Number of floats; a register behind them is there too.</param>
    /// <returns>The address of the first float.</returns>
    public static unsafe nint Allocate(int count)
    {
        nuint bytes = ((nuint)count + Slack) * sizeof(float);
        void* aligned = NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(aligned, bytes);
        return (nint)aligned;
    }

    /// <summary>Makes an address known to all threads, unless another one was faster.</summary>
    /// <remarks>A field that every call looks at, and no static constructor: those allocate in native programs.</remarks>
    /// <param name="shared">Where it is kept; 0 before the first call.</param>
    /// <param name="address">What <see cref="Align"/> or <see cref="Allocate"/> gave; freed where another one is used.</param>
    /// <returns>The address that all threads use.</returns>
    public static unsafe nint Share(ref nint shared, nint address)
    {
        nint first = Interlocked.CompareExchange(ref shared, address, 0);
        if (first == 0) return address;
        NativeMemory.AlignedFree((void*)address);
        return first;
    }

    /// <summary>Some of the floats at an address that <see cref="Allocate"/> gave.</summary>
    /// <param name="address">The address.</param>
    /// <param name="start">Index of the first float.</param>
    /// <param name="count">How many.</param>
    public static unsafe Span<float> Floats(nint address, int start, int count) => new((float*)address + start, count);

    /// <summary>The first float at an address that <see cref="Align"/> or <see cref="Allocate"/> gave.</summary>
    /// <param name="address">The address.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ref float At(nint address) => ref Unsafe.AsRef<float>((void*)address);

    /// <summary>Copies some of the floats.</summary>
    /// <param name="data">The pairs.</param>
    /// <param name="start">Index of the first float.</param>
    /// <param name="floats">Overwritten; as many as there are from there on, or fewer.</param>
    public static void Copy(ReadOnlySpan<ulong> data, int start, Span<float> floats)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.Cast<ulong, float>(data).Slice(start, floats.Length).CopyTo(floats);
            return;
        }

        for (int i = 0; i < floats.Length; i++)
        {
            ulong pair = data[(start + i) / 2];
            floats[i] = BitConverter.UInt32BitsToSingle((uint)((start + i) % 2 == 0 ? pair : pair >> 32));
        }
    }

    /// <summary>Whether the outputs of a sample are the expected ones, but for rounding; NaN never is.</summary>
    /// <param name="found">The outputs.</param>
    /// <param name="expected">As many.</param>
    public static bool Agree(ReadOnlySpan<float> found, ReadOnlySpan<float> expected)
    {
        float scale = 1;
        foreach (float value in expected) scale = Math.Max(scale, Math.Abs(value));
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(found[i] - expected[i]) <= Tolerance * scale)) return false;
        }

        return true;
    }
}
