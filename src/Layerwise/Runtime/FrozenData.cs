using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>Floats that are constants of a program, two to an integer, the first one in its lower half.</summary>
public static class FrozenData
{
    private const float Tolerance = 1e-4f;

    /// <summary>The first float.</summary>
    /// <param name="data">At least one pair.</param>
    /// <exception cref="PlatformNotSupportedException">This processor is big-endian.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Origin(ReadOnlySpan<ulong> data)
    {
        if (!BitConverter.IsLittleEndian) ThrowBigEndian();
        return ref Unsafe.As<ulong, float>(ref MemoryMarshal.GetReference(data));
    }

    /// <summary>The first floats.</summary>
    /// <param name="data">The pairs.</param>
    /// <param name="count">How many, at most twice as many as there are pairs.</param>
    /// <exception cref="PlatformNotSupportedException">This processor is big-endian.</exception>
    public static ReadOnlySpan<float> Floats(ReadOnlySpan<ulong> data, int count)
    {
        if (!BitConverter.IsLittleEndian) ThrowBigEndian();
        return MemoryMarshal.Cast<ulong, float>(data)[..count];
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

    [DoesNotReturn]
    private static void ThrowBigEndian() =>
        throw new PlatformNotSupportedException("Frozen weights are little-endian, which this processor is not; load them with Safetensors.Load.");
}
