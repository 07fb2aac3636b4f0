using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>The columns of all gates.</summary>
/// <typeparam name="TShape">The sizes.</typeparam>
/// <typeparam name="TCell">The kind of the layer.</typeparam>
internal readonly struct AllGates<TShape, TCell> : IGateColumns
    where TShape : struct, IRecurrentShape
    where TCell : struct, IRecurrentCell
{
    /// <inheritdoc/>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TCell.Gates * TShape.Units;
    }

    /// <inheritdoc/>
    public static int RowStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TCell.Gates * TShape.Units;
    }
}

/// <summary>The columns of the reset and the update gate, of three matrices side by side.</summary>
/// <typeparam name="TShape">The sizes.</typeparam>
internal readonly struct ResetAndUpdateGates<TShape> : IGateColumns
    where TShape : struct, IRecurrentShape
{
    /// <inheritdoc/>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TShape.Units;
    }

    /// <inheritdoc/>
    public static int RowStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 3 * TShape.Units;
    }
}

/// <summary>The columns of the candidate, of three matrices side by side.</summary>
/// <typeparam name="TShape">The sizes.</typeparam>
internal readonly struct CandidateGate<TShape> : IGateColumns
    where TShape : struct, IRecurrentShape
{
    /// <inheritdoc/>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TShape.Units;
    }

    /// <inheritdoc/>
    public static int RowStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 3 * TShape.Units;
    }
}
