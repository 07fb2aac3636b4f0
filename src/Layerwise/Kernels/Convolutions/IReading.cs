using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>What neighbouring filters see of a position, as a type: the same number, or each the one of a channel of its own.</summary>
internal interface IReading
{
    /// <summary>Whether each filter sees a channel of its own.</summary>
    static abstract bool IsOwn { get; }

    /// <summary>Adds the products of weights with the numbers that as many filters as a register has see.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="patch">The first number that a window sees, of the first filter of the tile.</param>
    /// <param name="index">Which number behind it.</param>
    /// <param name="beside">How many filters further.</param>
    /// <param name="count">Filters from there to the end; of channels of their own, what lies behind the last one may not be read.</param>
    /// <param name="factors">The weights.</param>
    /// <param name="sum">What they are added to.</param>
    static abstract TLanes Add<TLanes>(ref float patch, nint index, nint beside, int count, TLanes factors, TLanes sum)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>All see the same number.</summary>
internal readonly struct SharedReading : IReading
{
    public static bool IsOwn => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Add<TLanes>(ref float patch, nint index, nint beside, int count, TLanes factors, TLanes sum)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAddBroadcast(factors, ref patch, index, sum);
}

/// <summary>Each sees a channel of its own, of a whole register of them.</summary>
internal readonly struct OwnReading : IReading
{
    public static bool IsOwn => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Add<TLanes>(ref float patch, nint index, nint beside, int count, TLanes factors, TLanes sum)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(factors, ref patch, index + beside, sum);
}

/// <summary>Each sees a channel of its own, where there are fewer than a register holds.</summary>
internal readonly struct OwnFewReading : IReading
{
    public static bool IsOwn => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Add<TLanes>(ref float patch, nint index, nint beside, int count, TLanes factors, TLanes sum)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(TLanes.Load(ref patch, index + beside, count, 0f), factors, sum);
}
