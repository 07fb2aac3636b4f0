using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>Finds NaN and infinities.</summary>
internal static class NonFinite
{
    public static bool Any(ReadOnlySpan<float> values) => Widest.Run(new AnyLoop(), [], values).Found;

    /// <summary>Index of the first one, or -1.</summary>
    public static int IndexIn(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i])) return i;
        }

        return -1;
    }

    // x·0 is 0 for finite x and NaN for all others, so one sum answers for all of them, at the price of reading them. Four sums
    // run side by side because each waits for its last addition.
    [MethodImpl(ILoop.Body)]
    internal static bool Any<TLanes>(ReadOnlySpan<float> values)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float origin = ref MemoryMarshal.GetReference(values);
        TLanes zero = TLanes.Zero;
        TLanes sum0 = zero, sum1 = zero, sum2 = zero, sum3 = zero;
        nint i = 0;
        for (; i + (4 * TLanes.Count) <= values.Length; i += 4 * TLanes.Count)
        {
            sum0 = TLanes.MultiplyAdd(TLanes.Load(ref origin, i), zero, sum0);
            sum1 = TLanes.MultiplyAdd(TLanes.Load(ref origin, i + TLanes.Count), zero, sum1);
            sum2 = TLanes.MultiplyAdd(TLanes.Load(ref origin, i + (2 * TLanes.Count)), zero, sum2);
            sum3 = TLanes.MultiplyAdd(TLanes.Load(ref origin, i + (3 * TLanes.Count)), zero, sum3);
        }

        for (; i < values.Length; i += TLanes.Count)
        {
            sum0 = TLanes.MultiplyAdd(TLanes.Load(ref origin, i, (int)(values.Length - i), 0), zero, sum0);
        }

        return float.IsNaN(TLanes.Sum(sum0 + sum1 + sum2 + sum3));
    }

    private struct AnyLoop : ILoop
    {
        public bool Found { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes> => Found = Any<TLanes>(others);
    }
}
