namespace Layerwise.Tiles;

/// <summary>The room that the way back through a recurrent layer needs; kernels and the generator ask it alike.</summary>
internal static class RecurrentTiling
{
    // Floats of a block, 128 KB of the second-level cache. 1-LSTM 40-1 over 32 sequences of 2,048 steps takes 45 to 47 ms with 8 K to 96 K of them, and 57 with all steps in one
    // go (Zen 5).
    private const int GradientFloats = 32 * 1024;

    private const int LeastGradientRows = 64;

    /// <summary>Floats of its matrix, transposed, with as many behind it as a register may read.</summary>
    public static long Transposed(int units, int gates) => Tiling.Whole((long)gates * units * units) + Tiling.WidestLanes;

    /// <summary>Steps that meet the gradients of a matrix together.</summary>
    public static int GradientRows(int fanIn, int fanOut) => Math.Max(LeastGradientRows, GradientFloats / (fanIn + fanOut));

    /// <summary>Steps from which on the gradients of a block fit into the panel of a workspace, which has two of the widest registers for each.</summary>
    public static long GradientRoomRows(int fanIn, int fanOut) => (((long)fanIn * fanOut) + (2 * Tiling.WidestLanes) - 1) / (2 * Tiling.WidestLanes);

    /// <summary>Floats of that and of two vectors behind it.</summary>
    public static long BackRoom(int units, int gates) => Transposed(units, gates) + (2 * Tiling.Whole(units));
}
