using System.Runtime.CompilerServices;
using Layerwise.Tiles;

namespace Layerwise.Runtime;

/// <summary>U of a recurrent layer as the weights of a dense one: its gradient is the product of one.</summary>
/// <typeparam name="TShape">The sizes.</typeparam>
/// <typeparam name="TCell">The kind of the layer.</typeparam>
internal readonly struct RecurrentProduct<TShape, TCell> : IDenseShape
    where TShape : struct, IRecurrentShape
    where TCell : struct, IRecurrentCell
{
    /// <inheritdoc/>
    public static int FanIn => TShape.Units;

    /// <inheritdoc/>
    public static int FanOut
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TCell.Gates * TShape.Units;
    }

    /// <inheritdoc/>
    public static bool HasBias => TCell.HasRecurrentBiases;

    /// <inheritdoc/>
    public static int SampleVectors
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Tiling.SampleVectors(FanOut);
    }
}
