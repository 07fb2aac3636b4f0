using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Weights that nothing but weight decay moves, and running means of gradients that have become 0, shrink until they are subnormal
/// numbers and then stay so for ever, on which processors compute many times more slowly (measured: a step of Adam or of momentum 20 times).
/// </summary>
internal static class Subnormals
{
    /// <summary>In every step the flushing would add a quarter to a half to the step's time; like this it is about one percent.</summary>
    public const int StepsBetweenFlushes = 128;

    /// <summary>Replaces what is closer to 0 than the smallest normal float, 1.2·10⁻³⁸, by 0. NaN stays.</summary>
    public static void Flush(Span<float> values) => Widest.Run(new FlushLoop(), values);

    [MethodImpl(ILoop.Body)]
    internal static void Flush<TLanes>(Span<float> values)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float origin = ref MemoryMarshal.GetReference(values);
        TLanes smallestNormal = TLanes.Broadcast(1.17549435E-38f);
        for (nint i = 0; i < values.Length; i += TLanes.Count)
        {
            int left = (int)(values.Length - i);
            TLanes group = TLanes.Load(ref origin, i, left, 0f);
            TLanes.Store(TLanes.SelectGreater(smallestNormal, TLanes.Abs(group), TLanes.Zero, group), ref origin, i, left);
        }
    }

    private readonly struct FlushLoop : ILoop
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes> => Flush<TLanes>(numbers);
    }
}
