using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Machine;

/// <summary>Buffers whose pages have been written to.</summary>
/// <remarks>The system maps all pages that were only ever read to one page of zeros, which fits the first-level cache.</remarks>
internal static class Filled
{
    /// <summary>Floats in [0, 1).</summary>
    public static AlignedBuffer Random(int length)
    {
        var buffer = new AlignedBuffer(length);
        var random = new Random(1);
        foreach (ref float x in buffer.Span) x = random.NextSingle();
        return buffer;
    }
}
