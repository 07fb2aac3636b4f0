namespace Layerwise.Tiles;

/// <summary>The room that the way back through a recurrent layer needs; kernels and the generator ask it alike.</summary>
internal static class RecurrentTiling
{
    /// <summary>Floats of its matrix, transposed, with as many behind it as a register may read.</summary>
    public static long Transposed(int units, int gates) => Tiling.Whole((long)gates * units * units) + Tiling.WidestLanes;

    /// <summary>Floats of that and of two vectors behind it.</summary>
    public static long BackRoom(int units, int gates) => Transposed(units, gates) + (2 * Tiling.Whole(units));
}
