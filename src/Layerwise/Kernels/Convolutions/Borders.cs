using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>The zeros around an input that let the windows of a convolution reach over its border: kernels then know no borders.</summary>
public static class Borders
{
    /// <summary>Copies inputs between zeros.</summary>
    /// <param name="inputs">[rows, height, line].</param>
    /// <param name="padded">Receives [rows, top + height + bottom, left + line + right].</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="height">Lines of a sample.</param>
    /// <param name="line">Floats of a line.</param>
    /// <param name="top">Lines of zeros above.</param>
    /// <param name="bottom">Lines of zeros below.</param>
    /// <param name="left">Zeros in front of a line.</param>
    /// <param name="right">Zeros behind it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref float inputs, ref float padded, int rows, int height, int line, int top, int bottom, int left, int right)
    {
        int paddedLine = left + line + right;
        ref float to = ref padded;
        ref float from = ref inputs;
        for (int row = 0; row < rows; row++)
        {
            // What lies between two lines is cleared in one go.
            int zeros = (top * paddedLine) + left;
            for (int y = 0; y < height; y++)
            {
                MemoryMarshal.CreateSpan(ref to, zeros).Clear();
                to = ref Unsafe.Add(ref to, zeros);
                MemoryMarshal.CreateReadOnlySpan(ref from, line).CopyTo(MemoryMarshal.CreateSpan(ref to, line));
                to = ref Unsafe.Add(ref to, line);
                from = ref Unsafe.Add(ref from, line);
                zeros = right + left;
            }

            zeros = right + (bottom * paddedLine);
            MemoryMarshal.CreateSpan(ref to, zeros).Clear();
            to = ref Unsafe.Add(ref to, zeros);
        }
    }

    /// <summary>Copies what lies between the zeros: on the way back nobody asks for the others.</summary>
    /// <param name="padded">[rows, top + height + bottom, left + line + right].</param>
    /// <param name="results">Receives [rows, height, line].</param>
    /// <param name="rows">Number of samples.</param>
    /// <param name="height">Lines of a sample.</param>
    /// <param name="line">Floats of a line.</param>
    /// <param name="top">Lines of zeros above.</param>
    /// <param name="bottom">Lines of zeros below.</param>
    /// <param name="left">Zeros in front of a line.</param>
    /// <param name="right">Zeros behind it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Remove(ref float padded, ref float results, int rows, int height, int line, int top, int bottom, int left, int right)
    {
        int paddedLine = left + line + right;
        ref float from = ref padded;
        ref float to = ref results;
        for (int row = 0; row < rows; row++)
        {
            from = ref Unsafe.Add(ref from, (top * paddedLine) + left);
            for (int y = 0; y < height; y++)
            {
                MemoryMarshal.CreateReadOnlySpan(ref from, line).CopyTo(MemoryMarshal.CreateSpan(ref to, line));
                to = ref Unsafe.Add(ref to, line);
                from = ref Unsafe.Add(ref from, paddedLine);
            }

            from = ref Unsafe.Add(ref from, (bottom * paddedLine) - left);
        }
    }
}
