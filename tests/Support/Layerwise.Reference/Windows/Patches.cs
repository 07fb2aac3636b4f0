namespace Layerwise.Reference.Windows;

/// <summary>What the windows over an input see: a row of numbers for each result, from a row of channels for each position of the input.</summary>
/// <param name="Vertical">Down the rows of a picture; of a signal, one position.</param>
/// <param name="Horizontal">Along a row.</param>
/// <param name="Channels">Numbers of each position.</param>
public sealed record Patches(Axis Vertical, Axis Horizontal, int Channels)
{
    /// <summary>Positions of the input.</summary>
    public int Positions => Vertical.Size * Horizontal.Size;

    /// <summary>Positions of the result.</summary>
    public int Results => Vertical.Results * Horizontal.Results;

    /// <summary>Numbers that a window sees.</summary>
    public int Length => Vertical.Kernel * Horizontal.Kernel * Channels;

    /// <summary>The patches of each sample, 0 behind the border.</summary>
    /// <param name="positions">[rows · positions][channels].</param>
    /// <returns>[rows · results][length].</returns>
    public double[][] Of(double[][] positions)
    {
        var patches = new double[positions.Length / Positions * Results][];
        for (int p = 0; p < patches.Length; p++)
        {
            patches[p] = new double[Length];
            foreach ((int at, int position) in Places(p))
            {
                for (int c = 0; c < Channels; c++) patches[p][at + c] = positions[position][c];
            }
        }

        return patches;
    }

    /// <summary>The other way: what all patches say of a position, added up.</summary>
    /// <param name="patches">[rows · results][length].</param>
    /// <returns>[rows · positions][channels].</returns>
    public double[][] Back(double[][] patches)
    {
        double[][] positions = [.. Enumerable.Range(0, patches.Length / Results * Positions).Select(_ => new double[Channels])];
        for (int p = 0; p < patches.Length; p++)
        {
            foreach ((int at, int position) in Places(p))
            {
                for (int c = 0; c < Channels; c++) positions[position][c] += patches[p][at + c];
            }
        }

        return positions;
    }

    /// <summary>Where the numbers of each position that a patch sees begin in it, and which position it is.</summary>
    /// <param name="patch">Index among the patches of all samples.</param>
    public IEnumerable<(int At, int Position)> Places(int patch)
    {
        (int row, int result) = Math.DivRem(patch, Results);
        (int line, int place) = Math.DivRem(result, Horizontal.Results);
        for (int y = 0; y < Vertical.Kernel; y++)
        {
            for (int x = 0; x < Horizontal.Kernel; x++)
            {
                if (Vertical.Under(line, y) is not { } top || Horizontal.Under(place, x) is not { } left) continue;
                yield return (((y * Horizontal.Kernel) + x) * Channels, (row * Positions) + (top * Horizontal.Size) + left);
            }
        }
    }

    /// <summary>The same numbers in rows of another length.</summary>
    public static double[][] Cut(double[][] rows, int width)
    {
        if (rows.Length == 0 || rows[0].Length == width) return rows;
        double[] all = [.. rows.SelectMany(static row => row)];
        return [.. all.Chunk(width)];
    }
}
