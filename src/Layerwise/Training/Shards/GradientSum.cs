using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>Adds up the gradients of two shards, or of two sums of shards.</summary>
internal static class GradientSum
{
    /// <summary>sum ← sum·sumFactor + gradients·factor; both spans are equally long. Each product is rounded, so that it may as well have been taken elsewhere.</summary>
    public static void Add(Span<float> sum, float sumFactor, ReadOnlySpan<float> gradients, float factor) =>
        Widest.Run(new AddLoop(sumFactor, factor), sum, gradients);

    /// <summary>gradients ← gradients·factor.</summary>
    public static void Scale(Span<float> gradients, float factor) => Widest.Run(new ScaleLoop(factor), gradients);

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
            TLanes.Store((TLanes.Load(ref total, i) * before) + (TLanes.Load(ref part, i) * weight), ref total, i);
        }

        int left = sum.Length - i;
        if (left == 0) return;
        TLanes last = TLanes.Load(ref total, i, left, 0f) * before;
        TLanes.Store(last + (TLanes.Load(ref part, i, left, 0f) * weight), ref total, i, left);
    }

    [MethodImpl(ILoop.Body)]
    internal static void Scale<TLanes>(Span<float> gradients, float factor)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float origin = ref MemoryMarshal.GetReference(gradients);
        TLanes weight = TLanes.Broadcast(factor);
        for (int i = 0; i < gradients.Length; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Load(ref origin, i, gradients.Length - i, 0f) * weight, ref origin, i, gradients.Length - i);
        }
    }

    private readonly struct AddLoop(float sumFactor, float factor) : ILoop
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes> => Add<TLanes>(numbers, sumFactor, others, factor);
    }
    private readonly struct ScaleLoop(float factor) : ILoop
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes> => Scale<TLanes>(numbers, factor);
    }
}
