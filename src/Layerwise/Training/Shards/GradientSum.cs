using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>Adds the gradients of one shard to those of the shards before it.</summary>
internal static class GradientSum
{
    /// <summary>sum ← sum·sumFactor + gradients·factor; both spans are equally long.</summary>
    public static void Add(Span<float> sum, float sumFactor, ReadOnlySpan<float> gradients, float factor) =>
        Widest.Run(new AddLoop(sumFactor, factor), sum, gradients);

    [MethodImpl(ILoop.Body)]
    internal static void Add<TLanes>(Span<float> sum, float sumFactor, ReadOnlySpan<float> gradients, float factor)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float total = ref MemoryMarshal.GetReference(sum);
        ref float part = ref MemoryMarshal.GetReference(gradients);
        TLanes before = TLanes.Broadcast(sumFactor);
        TLanes weight = TLanes.Broadcast(factor);
        int i = 0;
        for (; i <= sum.Length - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(ref part, i), weight, TLanes.Load(ref total, i) * before), ref total, i);
        }

        int left = sum.Length - i;
        if (left == 0) return;
        TLanes last = TLanes.Load(ref total, i, left, 0f) * before;
        TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(ref part, i, left, 0f), weight, last), ref total, i, left);
    }

    private readonly struct AddLoop(float sumFactor, float factor) : ILoop
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes> => Add<TLanes>(numbers, sumFactor, others, factor);
    }
}
