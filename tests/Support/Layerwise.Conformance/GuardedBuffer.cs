namespace Layerwise.Conformance;

/// <summary>
/// Floats with guard bands on both sides. Everything starts as one recognizable NaN, so that a write outside the span, and a
/// float inside that nobody wrote, both show.
/// </summary>
internal sealed class GuardedBuffer
{
    // An odd width, so that the span starts at no vector's boundary; wider than the widest register tile.
    private const int Band = 131;
    private static readonly float Sentinel = BitConverter.UInt32BitsToSingle(0x7FC5_A5A5);

    private readonly float[] _array;

    public GuardedBuffer(int length)
    {
        _array = new float[length + (2 * Band)];
        Array.Fill(_array, Sentinel);
    }

    public Span<float> Span => _array.AsSpan(Band, _array.Length - (2 * Band));

    public bool IsUntouched => IsSentinel(_array);

    public bool AreBandsIntact => IsSentinel(_array.AsSpan(0, Band)) && IsSentinel(_array.AsSpan(_array.Length - Band));

    private static bool IsSentinel(ReadOnlySpan<float> floats)
    {
        foreach (float value in floats)
        {
            if (BitConverter.SingleToUInt32Bits(value) != BitConverter.SingleToUInt32Bits(Sentinel)) return false;
        }

        return true;
    }
}
