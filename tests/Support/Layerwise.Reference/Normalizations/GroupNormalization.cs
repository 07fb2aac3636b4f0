namespace Layerwise.Reference.Normalizations;

/// <summary>
/// Normalization of groups of channels over the positions of a sample: y = γ·x̂ + β, x̂ = (z − mean)/√(variance + ε) over all numbers of the group (Wu and He 2018). Each group
/// is a <see cref="Reference.RowNormalization"/> whose rows are samples, all positions of its channels behind each other.
/// </summary>
/// <param name="Groups">Each group.</param>
/// <param name="Positions">Positions of a sample.</param>
public sealed record GroupNormalization(RowNormalization[] Groups, int Positions)
{
    /// <summary>Normalizes z [rows][channels], rows being the positions of one sample after the other.</summary>
    public static GroupNormalization Of(double[][] z, int groups, int positions, double epsilon) =>
        new([.. Enumerable.Range(0, groups).Select(group => RowNormalization.Of(Of(z, group, groups, positions), isCentred: true, epsilon))], positions);

    /// <summary>The numbers of a group, [samples][positions · channels of the group].</summary>
    public static double[][] Of(double[][] rows, int group, int groups, int positions)
    {
        int width = rows.Length == 0 ? 0 : rows[0].Length / groups;
        return [.. rows.Chunk(positions).Select(sample => sample.SelectMany(row => row.Skip(group * width).Take(width)).ToArray())];
    }

    /// <summary>γ or β of a group, once for each position.</summary>
    public double[] Repeated(double[] ofChannels, int group)
    {
        int width = ofChannels.Length / Groups.Length;
        return [.. Enumerable.Repeat(ofChannels[(group * width)..((group + 1) * width)], Positions).SelectMany(static channels => channels)];
    }

    /// <summary>The numbers of a group out of [rows][channels].</summary>
    public double[][] Of(double[][] rows, int group) => Of(rows, group, Groups.Length, Positions);

    /// <summary>[rows][channels] from the numbers of all groups.</summary>
    public double[][] Together(IReadOnlyList<double[][]> groups)
    {
        int width = groups[0].Length == 0 ? 0 : groups[0][0].Length / Positions;
        return [.. Enumerable.Range(0, groups[0].Length * Positions).Select(row =>
            groups.SelectMany(group => group[row / Positions].Skip(row % Positions * width).Take(width)).ToArray())];
    }

    /// <summary>What belongs to the channels, from what belongs to each position of each group: the sum over the positions.</summary>
    public double[] Summed(IReadOnlyList<double[]> groups) => [.. groups.SelectMany(group =>
    {
        int width = group.Length / Positions;
        return Enumerable.Range(0, width).Select(channel => Enumerable.Range(0, Positions).Sum(position => group[(position * width) + channel]));
    })];

    /// <summary>γ·x̂ + β, [rows][channels].</summary>
    public double[][] Scaled(double[] gamma, double[] beta) =>
        Together([.. Groups.Select((group, g) => group.Scaled(Repeated(gamma, g), Repeated(beta, g)))]);

    /// <summary>∂/∂z from g = ∂/∂y.</summary>
    public double[][] Backward(double[] gamma, double[][] upstream) =>
        Together([.. Groups.Select((group, g) => group.Backward(Repeated(gamma, g), Of(upstream, g)))]);

    /// <summary>∂/∂γ from g = ∂/∂y.</summary>
    public double[] GammaGradients(double[][] upstream) => Summed([.. Groups.Select((group, g) =>
    {
        double[][] own = Of(upstream, g);
        return group.Normalized.Length == 0 ? [] : group.Normalized[0].Select((_, j) => own.Select((row, r) => row[j] * group.Normalized[r][j]).Sum()).ToArray();
    })]);
}
