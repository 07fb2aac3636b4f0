using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>Passes over dense row-major matrices that are not products.</summary>
public static class Columns
{
    /// <summary>The sum of each column.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <param name="matrix">[rows, width]; up to a register's width behind its last row is read and ignored.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Number of columns, at least 1.</param>
    /// <param name="sums">[width], overwritten.</param>
    public static void Sum<TLanes>(ref float matrix, nint rows, int width, ref float sums)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int column = 0; column < width; column += TLanes.Count)
        {
            // Two chains of additions, each of which waits for itself.
            TLanes even = TLanes.Zero;
            TLanes odd = TLanes.Zero;
            nint row = 0;
            for (; row < rows - 1; row += 2)
            {
                even += TLanes.Load(ref matrix, (row * width) + column);
                odd += TLanes.Load(ref matrix, ((row + 1) * width) + column);
            }

            if (row < rows) even += TLanes.Load(ref matrix, (row * width) + column);
            TLanes.Store(even + odd, ref sums, column, width - column);
        }
    }

    /// <summary>The transposed matrix.</summary>
    /// <param name="matrix">[rows, width].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="transposed">[width, rows], overwritten.</param>
    public static void Transpose(ref float matrix, int rows, int width, ref float transposed)
    {
        // Blocks of a cache line each way: every line is read and written once while it is in the first-level cache.
        const int block = 16;
        for (int row = 0; row < rows; row += block)
        {
            int lastRow = Math.Min(row + block, rows);
            for (int column = 0; column < width; column += block)
            {
                int lastColumn = Math.Min(column + block, width);
                for (nint c = column; c < lastColumn; c++)
                {
                    ref float from = ref Unsafe.Add(ref matrix, c);
                    ref float to = ref Unsafe.Add(ref transposed, c * rows);
                    for (nint r = row; r < lastRow; r++) Unsafe.Add(ref to, r) = Unsafe.Add(ref from, r * width);
                }
            }
        }
    }
}
