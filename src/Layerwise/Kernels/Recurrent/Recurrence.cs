using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <summary>What recurrent layers of all kinds have in common: the way back through the matrix that carries a step to the next, and the gradient of that matrix.</summary>
internal static class Recurrence
{
    /// <summary>Whether half of a wide register would be empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNarrow<TLanes>(int units)
        where TLanes : struct, ILanes<TLanes> => TLanes.Count > Lanes8.Count && units <= Lanes8.Count;

    /// <summary>Whether registers of eight hold the units better: a row of wider ones would end in the middle of a register, and its loads would cross cache lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool FitsEight<TLanes>(int units)
        where TLanes : struct, ILanes<TLanes> => TLanes.Count > Lanes8.Count && units % TLanes.Count != 0;

    /// <summary>The room of the transposed matrix and of two vectors behind it.</summary>
    /// <param name="panel">The room.</param>
    /// <param name="place">0 or 1.</param>
    /// <param name="units">Number of units.</param>
    /// <param name="gates">Matrices side by side.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Carried(ref float panel, int place, int units, int gates) =>
        ref Unsafe.Add(ref panel, (nint)RecurrentTiling.Transposed(units, gates) + (place * (nint)Tiling.Whole(units)));

    /// <summary>Copies a vector register by register, and reads nothing behind it: it may be the caller's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy<TLanes>(ref float from, ref float to, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        int whole = 0;
        for (; whole <= count - TLanes.Count; whole += TLanes.Count) TLanes.Store(TLanes.Load(ref from, whole), ref to, whole);
        int rest = count % TLanes.Count;
        if (rest > 0 && IsNarrow<TLanes>(rest)) Lanes8.Store(Lanes8.Load(ref from, whole, rest, 0f), ref to, whole, rest);
        else if (rest > 0) TLanes.Store(TLanes.Load(ref from, whole, rest, 0f), ref to, whole, rest);
    }

    /// <summary>Copies the numbers of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref float from, ref float to, int count) => MemoryMarshal.CreateSpan(ref from, count).CopyTo(MemoryMarshal.CreateSpan(ref to, count));

    /// <summary>Sets numbers to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear(ref float numbers, int count) => MemoryMarshal.CreateSpan(ref numbers, count).Clear();

    /// <summary>Adds δ·Uᵀ to what goes back to the step before.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="deltas">δ [count].</param>
    /// <param name="transposed">Uᵀ [count, units]; up to a register's width behind it is read and ignored.</param>
    /// <param name="carried">[units], added to; whole registers.</param>
    /// <param name="count">Gates × units.</param>
    /// <param name="units">Number of units.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddBack<TLanes>(ref float deltas, ref float transposed, ref float carried, int count, int units)
        where TLanes : struct, ILanes<TLanes>
    {
        nint unit = 0;
        for (; unit <= units - (2 * TLanes.Count); unit += 2 * TLanes.Count)
        {
            AddBackTwo<TLanes>(ref deltas, ref Unsafe.Add(ref transposed, unit), ref Unsafe.Add(ref carried, unit), count, units);
        }

        for (; unit < units; unit += TLanes.Count)
        {
            AddBackOne<TLanes>(ref deltas, ref Unsafe.Add(ref transposed, unit), ref Unsafe.Add(ref carried, unit), count, units);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddBackTwo<TLanes>(ref float deltas, ref float transposed, ref float carried, int count, nint units)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes s0 = TLanes.Load(ref carried, 0), t0 = TLanes.Load(ref carried, TLanes.Count);
        TLanes s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero, t1 = TLanes.Zero, t2 = TLanes.Zero, t3 = TLanes.Zero;
        nint a = 0, b = 0;
        for (; a <= count - 4; a += 4, b += 4 * units)
        {
            TLanes x = TLanes.Broadcast(ref deltas, a);
            s0 = TLanes.MultiplyAdd(x, ref transposed, b, s0);
            t0 = TLanes.MultiplyAdd(x, ref transposed, b + TLanes.Count, t0);
            x = TLanes.Broadcast(ref deltas, a + 1);
            s1 = TLanes.MultiplyAdd(x, ref transposed, b + units, s1);
            t1 = TLanes.MultiplyAdd(x, ref transposed, b + units + TLanes.Count, t1);
            x = TLanes.Broadcast(ref deltas, a + 2);
            s2 = TLanes.MultiplyAdd(x, ref transposed, b + (2 * units), s2);
            t2 = TLanes.MultiplyAdd(x, ref transposed, b + (2 * units) + TLanes.Count, t2);
            x = TLanes.Broadcast(ref deltas, a + 3);
            s3 = TLanes.MultiplyAdd(x, ref transposed, b + (3 * units), s3);
            t3 = TLanes.MultiplyAdd(x, ref transposed, b + (3 * units) + TLanes.Count, t3);
        }

        for (; a < count; a++, b += units)
        {
            TLanes x = TLanes.Broadcast(ref deltas, a);
            s0 = TLanes.MultiplyAdd(x, ref transposed, b, s0);
            t0 = TLanes.MultiplyAdd(x, ref transposed, b + TLanes.Count, t0);
        }

        TLanes.Store((s0 + s1) + (s2 + s3), ref carried, 0);
        TLanes.Store((t0 + t1) + (t2 + t3), ref carried, TLanes.Count);
    }

    // The lanes behind the last unit hold anything.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddBackOne<TLanes>(ref float deltas, ref float transposed, ref float carried, int count, nint units)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes s0 = TLanes.Load(ref carried, 0), s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        nint a = 0, b = 0;
        for (; a <= count - 4; a += 4, b += 4 * units)
        {
            s0 = TLanes.MultiplyAdd(TLanes.Broadcast(ref deltas, a), ref transposed, b, s0);
            s1 = TLanes.MultiplyAdd(TLanes.Broadcast(ref deltas, a + 1), ref transposed, b + units, s1);
            s2 = TLanes.MultiplyAdd(TLanes.Broadcast(ref deltas, a + 2), ref transposed, b + (2 * units), s2);
            s3 = TLanes.MultiplyAdd(TLanes.Broadcast(ref deltas, a + 3), ref transposed, b + (3 * units), s3);
        }

        for (; a < count; a++, b += units) s0 = TLanes.MultiplyAdd(TLanes.Broadcast(ref deltas, a), ref transposed, b, s0);
        TLanes.Store((s0 + s1) + (s2 + s3), ref carried, 0);
    }
}
