using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// Where what was found out of the rows of a group lies: each fact is a number for each row, at the start of as many as the widest register has. There is room for four groups,
/// so that one can be measured while the one before is used.
/// </summary>
internal static class RowFacts
{
    public const int Mean = 0;
    public const int Inverse = Register;
    public const int Centre = 2 * Register;
    public const int Along = 3 * Register;
    public const int Length = 4 * Group;

    private const int Register = 16;
    private const int Group = 12 * Register;

    /// <summary>Where a register for a row of a group starts, beside its facts: sums over the columns that fill no register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Sums(nint row) => (4 + row) * Register;

    /// <summary>Another one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint SumsAlong(nint row) => (8 + row) * Register;

    /// <summary>Those of the group of four that starts at a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Of(ref float facts, nint row) => ref Unsafe.Add(ref facts, (row & 12) * (Group / 4));

    /// <summary>Copies mean and deviation of as many rows as a register has lanes to where they are kept.</summary>
    /// <typeparam name="TRows">The register.</typeparam>
    /// <param name="facts">Those of the group that starts at the row.</param>
    /// <param name="kept">Means [rows], and behind them the rest [rows].</param>
    /// <param name="row">The first row.</param>
    /// <param name="rows">Number of all rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Keep<TRows>(ref float facts, ref float kept, nint row, nint rows)
        where TRows : struct, ILanes<TRows>
    {
        TRows.Store(TRows.Load(ref facts, Mean), ref kept, row);
        TRows.Store(TRows.Load(ref facts, Inverse), ref kept, rows + row);
    }

    /// <summary>The other way.</summary>
    /// <typeparam name="TRows">The register.</typeparam>
    /// <param name="facts">Receives them.</param>
    /// <param name="kept">Means [rows], and behind them the rest [rows].</param>
    /// <param name="row">The first row.</param>
    /// <param name="rows">Number of all rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Recall<TRows>(ref float facts, ref float kept, nint row, nint rows)
        where TRows : struct, ILanes<TRows>
    {
        TRows.Store(TRows.Load(ref kept, row), ref facts, Mean);
        TRows.Store(TRows.Load(ref kept, rows + row), ref facts, Inverse);
    }
}
