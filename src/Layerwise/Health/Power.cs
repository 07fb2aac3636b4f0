using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>Sums of squares in the widest registers, for what is watched while training: two sums run side by side because each waits for its last addition.</summary>
internal static class Power
{
    /// <summary>Σ x².</summary>
    public static double Of(ReadOnlySpan<float> values) => Widest.Run(default(SquareLoop), [], values).Sum;

    /// <summary>Σ (x − y)², of as many x as y.</summary>
    public static double OfDifference(ReadOnlySpan<float> values, Span<float> others) => Widest.Run(default(DifferenceLoop), [], values, others).Sum;

    [MethodImpl(ILoop.Body)]
    private static float Squares<TLanes>(ReadOnlySpan<float> values)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        TLanes sum0 = TLanes.Zero, sum1 = TLanes.Zero;
        nint i = 0;
        for (; i + (2 * TLanes.Count) <= values.Length; i += 2 * TLanes.Count)
        {
            TLanes x0 = TLanes.Load(ref x, i), x1 = TLanes.Load(ref x, i + TLanes.Count);
            sum0 = TLanes.MultiplyAdd(x0, x0, sum0);
            sum1 = TLanes.MultiplyAdd(x1, x1, sum1);
        }

        for (; i < values.Length; i += TLanes.Count)
        {
            TLanes x0 = TLanes.Load(ref x, i, (int)(values.Length - i), 0);
            sum0 = TLanes.MultiplyAdd(x0, x0, sum0);
        }

        return TLanes.Sum(sum0 + sum1);
    }

    [MethodImpl(ILoop.Body)]
    private static float Differences<TLanes>(ReadOnlySpan<float> values, ReadOnlySpan<float> others)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        ref float y = ref MemoryMarshal.GetReference(others);
        TLanes sum0 = TLanes.Zero, sum1 = TLanes.Zero;
        nint i = 0;
        for (; i + (2 * TLanes.Count) <= values.Length; i += 2 * TLanes.Count)
        {
            TLanes d0 = TLanes.Load(ref x, i) - TLanes.Load(ref y, i), d1 = TLanes.Load(ref x, i + TLanes.Count) - TLanes.Load(ref y, i + TLanes.Count);
            sum0 = TLanes.MultiplyAdd(d0, d0, sum0);
            sum1 = TLanes.MultiplyAdd(d1, d1, sum1);
        }

        for (; i < values.Length; i += TLanes.Count)
        {
            int rest = (int)(values.Length - i);
            TLanes d0 = TLanes.Load(ref x, i, rest, 0) - TLanes.Load(ref y, i, rest, 0);
            sum0 = TLanes.MultiplyAdd(d0, d0, sum0);
        }

        return TLanes.Sum(sum0 + sum1);
    }

    private struct SquareLoop : ILoop
    {
        public double Sum { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes> => Sum = Squares<TLanes>(others);
    }

    private struct DifferenceLoop : ILoop
    {
        public double Sum { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes> => Sum = Differences<TLanes>(others, state);
    }
}
