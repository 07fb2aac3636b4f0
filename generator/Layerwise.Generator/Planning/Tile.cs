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

    /// <summary>What was chosen and why, as generated code says it.</summary>
    public override string ToString() =>
        $"{Rows} × {Vectors} vectors" + (Split > 1 ? $", {Split} partial sums" : "") + Reason;

    private string Reason =>
        IsUnrolled ? ", a straight line because it is short"
        : Rows > 1 ? $", whose {Results} sums stay in registers and share what is loaded"
        : Accumulators > 1 ? $": {Accumulators} chains of multiply-adds, which hide each other's latency"
        : "";
}
