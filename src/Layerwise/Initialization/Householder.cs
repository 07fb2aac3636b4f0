using System.Numerics;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>
/// The orthogonal factor of A = Q·R by Householder's reflections (Golub &amp; Van Loan, "Matrix Computations", 5.2), which keep
/// Q orthogonal to rounding whatever A is.
/// </summary>
/// <remarks>
/// Every sum runs over rows, one after the other, with the columns side by side in a register: the result has the same bits
/// whatever the register's width.
/// </remarks>
internal static class Householder
{
    /// <summary>Replaces A [rows, columns], row-major, by the Q whose R has no negative number on its diagonal.</summary>
    /// <param name="matrix">A, then Q: its columns are orthonormal.</param>
    /// <param name="rows">Number of rows, at least <paramref name="columns"/>.</param>
    /// <param name="columns">Number of columns.</param>
    internal static void Orthonormalize(Span<double> matrix, int rows, int columns)
    {
        double[] factors = new double[columns];
        double[] signs = new double[columns];
        double[] reflector = new double[rows];
        double[] products = new double[columns];

        for (int j = 0; j < columns; j++)
        {
            (factors[j], signs[j]) = MakeReflector(matrix, j, columns);
            Reflect(matrix, j, columns, factors[j], reflector, products);
        }

        // Backwards, each reflection meets only the columns that are already finished.
        for (int j = columns - 1; j >= 0; j--)
        {
            Reflect(matrix, j, columns, factors[j], reflector, products);
            for (int row = 0; row < j; row++) matrix[(row * columns) + j] = 0;
            matrix[(j * columns) + j] = 1 - factors[j];
            for (int row = j + 1; row < rows; row++) matrix[(row * columns) + j] *= -factors[j];
        }

        for (int i = 0; i < matrix.Length; i++) matrix[i] *= signs[i % columns];
    }

    // Column j from its diagonal down becomes the vector u, u₀ = 1 unwritten, of the reflection I − factor·u·uᵀ that clears it
    // below the diagonal. Returns the sign of what it leaves there.
    private static (double Factor, double Sign) MakeReflector(Span<double> matrix, int j, int columns)
    {
        int diagonal = (j * columns) + j;
        double alpha = matrix[diagonal];
        double below = 0;
        for (int i = diagonal + columns; i < matrix.Length; i += columns) below += matrix[i] * matrix[i];
        if (below == 0) return (0, alpha < 0 ? -1 : 1);

        double length = Math.Sqrt((alpha * alpha) + below);
        double left = alpha < 0 ? length : -length;
        for (int i = diagonal + columns; i < matrix.Length; i += columns) matrix[i] /= alpha - left;
        return ((left - alpha) / left, left < 0 ? -1 : 1);
    }

    // Applies the reflection of column j to the columns behind it.
    private static void Reflect(Span<double> matrix, int j, int columns, double factor, Span<double> reflector, Span<double> products)
    {
        int behind = columns - j - 1;
        if (behind == 0 || factor == 0) return;

        int diagonal = (j * columns) + j;
        products = products[..behind];
        reflector[j] = 1;
        matrix.Slice(diagonal + 1, behind).CopyTo(products);
        for (int i = diagonal + columns, row = j + 1; i < matrix.Length; i += columns, row++)
        {
            reflector[row] = matrix[i];
            AddScaled(products, matrix[i], matrix.Slice(i + 1, behind));
        }

        for (int i = diagonal, row = j; i < matrix.Length; i += columns, row++)
        {
            AddScaled(matrix.Slice(i + 1, behind), -factor * reflector[row], products);
        }
    }

    // Multiplied and added, not fused: a fused operation would round differently where there is one.
    private static void AddScaled(Span<double> sum, double factor, ReadOnlySpan<double> values)
    {
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(sum);
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var factors = new Vector<double>(factor);
        for (int i = 0; i < sums.Length; i++) sums[i] += factors * vectors[i];
        for (int i = sums.Length * Vector<double>.Count; i < sum.Length; i++) sum[i] += factor * values[i];
    }
}
