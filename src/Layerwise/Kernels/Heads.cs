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
        Copy<TLanes>(ref part, size, ref Unsafe.Add(ref whole, offset), width, size, rows);
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
        Copy<TLanes>(ref Unsafe.Add(ref whole, offset), width, ref part, size, size, rows);
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

    // Outputs are narrow: what fills a register of some width is copied by one instruction, and a register that is filled in part by several.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<TLanes>(ref float from, nint fromWidth, ref float to, nint toWidth, int size, nint rows)
        where TLanes : struct, ILanes<TLanes>
    {
        if (size == 1) CopyOn<Lanes1>(ref from, fromWidth, ref to, toWidth, size, rows);
        else if (size < Lanes8.Count && TLanes.Count > Lanes4.Count) CopyOn<Lanes4>(ref from, fromWidth, ref to, toWidth, size, rows);
        else if (size < 16 && TLanes.Count > Lanes8.Count) CopyOn<Lanes8>(ref from, fromWidth, ref to, toWidth, size, rows);
        else CopyOn<TLanes>(ref from, fromWidth, ref to, toWidth, size, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyOn<TLanes>(ref float from, nint fromWidth, ref float to, nint toWidth, int size, nint rows)
        where TLanes : struct, ILanes<TLanes>
    {
        int whole = size / TLanes.Count * TLanes.Count;
        for (nint row = 0; row < rows; row++)
        {
            ref float source = ref Unsafe.Add(ref from, row * fromWidth);
            ref float destination = ref Unsafe.Add(ref to, row * toWidth);
            for (nint i = 0; i < whole; i += TLanes.Count) TLanes.Store(TLanes.Load(ref source, i), ref destination, i);
            if (whole < size) TLanes.Store(TLanes.Load(ref source, whole, size - whole, 0f), ref destination, whole, size - whole);
        }
    }
}
