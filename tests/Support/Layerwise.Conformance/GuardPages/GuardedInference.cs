using System.Runtime.InteropServices;

namespace Layerwise.Conformance.GuardPages;

/// <summary>Inference of whatever kind, on samples and results at pages that may not be touched.</summary>
/// <param name="inputs">[rows, inputs], read.</param>
/// <param name="outputs">[rows, outputs], written.</param>
public delegate void Inference(ReadOnlySpan<float> inputs, Span<float> outputs);

/// <summary>The calls of <see cref="GuardPageCheck"/> that a network without parameters of its own has too.</summary>
internal static class GuardedInference
{
    /// <summary>Nothing, single rows, tiles of 6 and 12 rows with a row more and less, and two tiles.</summary>
    public static IReadOnlyList<int> BatchSizes { get; } = [0, 1, 2, 5, 6, 7, 11, 12, 13, 24, 25];

    /// <summary>Whether the results have the bits that arrays give.</summary>
    public static bool AgreesWithArrays(Inference forward, float[] inputs, int outputs, GuardedEnd end)
    {
        var expected = new float[outputs];
        forward(inputs, expected);

        using var read = new GuardedMemory<float>(inputs, end);
        using var written = new GuardedMemory<float>(outputs, end);
        forward(read.Span, written.Span);
        return HasBitsOf(expected, written.Span);
    }

    /// <summary>Whether numbers are the same to the bit: NaN is like NaN.</summary>
    public static bool HasBitsOf(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) =>
        MemoryMarshal.Cast<float, int>(actual).SequenceEqual(MemoryMarshal.Cast<float, int>(expected));
}
