namespace Layerwise.Generator.Planning;

/// <summary>
/// The part of a matrix product A·B that a kernel holds in registers: Rows × Vectors accumulators, each row of which may be
/// split into partial sums.
/// </summary>
/// <param name="Rows">Rows of A that share the loaded vectors of B.</param>
/// <param name="Vectors">Neighbouring vectors of a row of B that share the broadcast elements of A.</param>
/// <param name="Split">Partial sums per result; more than 1 only in a tile of one row, where a single chain of additions would wait for itself.</param>
/// <param name="IsUnrolled">Whether the sum is a straight line.</param>
internal readonly record struct Tile(int Rows, int Vectors, int Split, bool IsUnrolled)
{
    public int Accumulators => Rows * Vectors * Split;

    public int Results => Rows * Vectors;

    public override string ToString() =>
        $"{Rows} × {Vectors} vectors" + (Split > 1 ? $", {Split} partial sums" : "") + (IsUnrolled ? ", unrolled" : "");
}
