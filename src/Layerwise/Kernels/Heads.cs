using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>The outputs of a network with several: each lies by itself while losses and derivatives are computed, and behind the others in what callers see.</summary>
public static class Heads
{
    /// <summary>Copies one output to where it belongs among all of them.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="part">The output [rows, size].</param>
    /// <param name="size">Numbers of one sample.</param>
    /// <param name="whole">Receives it [rows, width].</param>
    /// <param name="width">Numbers of one sample of all outputs.</param>
    /// <param name="offset">Where this one begins among them.</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Join<TLanes>(ref float part, int size, ref float whole, int width, int offset, int rows)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint row = 0; row < rows; row++) Copy<TLanes>(ref part, row * size, ref whole, (row * width) + offset, size);
    }

    /// <summary>Copies one output, its targets or its derivatives from all of them.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="part">Receives it [rows, size].</param>
    /// <param name="size">Numbers of one sample.</param>
    /// <param name="whole">All [rows, width].</param>
    /// <param name="width">Numbers of one sample of all outputs.</param>
    /// <param name="offset">Where this one begins among them.</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Split<TLanes>(ref float part, int size, ref float whole, int width, int offset, int rows)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint row = 0; row < rows; row++) Copy<TLanes>(ref whole, (row * width) + offset, ref part, row * size, size);
    }

    /// <summary>Copies derivatives with respect to one output to where they belong among all of them.</summary>
    /// <param name="part">The derivatives [rows, size]; empty for zeros.</param>
    /// <param name="size">Numbers of one sample.</param>
    /// <param name="whole">Receives them [rows, width].</param>
    /// <param name="width">Numbers of one sample of all outputs.</param>
    /// <param name="offset">Where this one begins among them.</param>
    /// <param name="rows">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Join(ReadOnlySpan<float> part, int size, ref float whole, int width, int offset, int rows)
    {
        Span<float> all = MemoryMarshal.CreateSpan(ref whole, rows * width);
        for (int row = 0; row < rows; row++)
        {
            Span<float> place = all.Slice((row * width) + offset, size);
            if (part.IsEmpty) place.Clear();
            else part.Slice(row * size, size).CopyTo(place);
        }
    }

    /// <summary>The targets that labels stand for: 1 at the label, 0 elsewhere.</summary>
    /// <param name="labels">One label for each row, in [0, size).</param>
    /// <param name="targets">Receives them [rows, size].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromLabels(ReadOnlySpan<int> labels, Span<float> targets)
    {
        targets.Clear();
        int size = targets.Length / labels.Length;
        for (int row = 0; row < labels.Length; row++) targets[(row * size) + labels[row]] = 1;
    }

    /// <summary>Multiplies derivatives by the weight of a loss.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="derivatives">[count], changed.</param>
    /// <param name="weight">The factor.</param>
    /// <param name="count">Number of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weigh<TLanes>(ref float derivatives, float weight, nint count)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes factor = TLanes.Broadcast(weight);
        for (nint i = 0; i < count; i += TLanes.Count)
        {
            int left = (int)Math.Min(count - i, TLanes.Count);
            TLanes.Store(TLanes.Load(ref derivatives, i, left, 0f) * factor, ref derivatives, i, left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<TLanes>(ref float from, nint start, ref float to, nint end, int size)
        where TLanes : struct, ILanes<TLanes>
    {
        int i = 0;
        for (; i <= size - TLanes.Count; i += TLanes.Count) TLanes.Store(TLanes.Load(ref from, start + i), ref to, end + i);
        if (i < size) TLanes.Store(TLanes.Load(ref from, start + i, size - i, 0f), ref to, end + i, size - i);
    }
}
