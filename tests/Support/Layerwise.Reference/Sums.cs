namespace Layerwise.Reference;

/// <summary>What two ways bring to one place.</summary>
internal static class Sums
{
    /// <summary>The sums of two values each, [rows][units].</summary>
    public static double[][] Of(double[][] a, double[][] b) => [.. a.Select((row, r) => row.Select((value, j) => value + b[r][j]).ToArray())];
}
