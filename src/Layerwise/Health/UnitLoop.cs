using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>The least and the largest activation of each unit over the samples of a batch, and how often it lies beyond two bounds.</summary>
/// <param name="low">Below this it is counted.</param>
/// <param name="high">Above this it is counted.</param>
internal readonly struct UnitLoop(float low, float high) : ILoop
{
    /// <summary>Adds the activations of some samples.</summary>
    /// <param name="activations">[rows, units].</param>
    /// <param name="units">[3, units]: the least, the largest and the count so far of each unit.</param>
    public void Add(ReadOnlySpan<float> activations, Span<float> units) => Widest.Run(this, units, activations);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILoop.Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state) => Add<TLanes>(numbers, others, low, high);

    [MethodImpl(ILoop.Body)]
    private static void Add<TLanes>(Span<float> units, ReadOnlySpan<float> activations, float low, float high)
        where TLanes : struct, ILanes<TLanes>
    {
        int width = units.Length / 3;
        ref float numbers = ref MemoryMarshal.GetReference(units);
        ref float values = ref MemoryMarshal.GetReference(activations);
        TLanes one = TLanes.Broadcast(1), zero = TLanes.Zero, bottom = TLanes.Broadcast(low), top = TLanes.Broadcast(high);
        for (nint unit = 0; unit < width; unit += TLanes.Count)
        {
            int count = (int)Math.Min(TLanes.Count, width - unit);
            TLanes least = TLanes.Load(ref numbers, unit, count, 0);
            TLanes largest = TLanes.Load(ref numbers, width + unit, count, 0);
            TLanes beyond = TLanes.Load(ref numbers, (2 * width) + unit, count, 0);
            for (nint row = unit; row < activations.Length; row += width)
            {
                TLanes value = count == TLanes.Count ? TLanes.Load(ref values, row) : TLanes.Load(ref values, row, count, 0);
                least = TLanes.Min(least, value);
                largest = TLanes.Max(largest, value);
                beyond += TLanes.SelectGreater(bottom, value, one, zero) + TLanes.SelectGreater(value, top, one, zero);
            }

            TLanes.Store(least, ref numbers, unit, count);
            TLanes.Store(largest, ref numbers, width + unit, count);
            TLanes.Store(beyond, ref numbers, (2 * width) + unit, count);
        }
    }
}
