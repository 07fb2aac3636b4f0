namespace Layerwise.Chains;

/// <summary>s·x + t with one s and one t for each number, for each channel of all positions, or for all.</summary>
/// <param name="Factors">s, which begin anew where there are fewer than numbers: channels come last.</param>
/// <param name="Addends">t, likewise.</param>
internal sealed record UnitScales(double[] Factors, double[] Addends)
{
    /// <summary>x itself.</summary>
    public static UnitScales None { get; } = new([1], [0]);

    /// <summary>Whether every s is 1.</summary>
    public bool KeepsSize => Factors.All(static factor => factor == 1);

    /// <summary>Whether every t is 0.</summary>
    public bool KeepsZero => Addends.All(static addend => addend == 0);

    /// <summary>Whether it is x itself.</summary>
    public bool KeepsAll => KeepsSize && KeepsZero;

    /// <summary>How many numbers it tells apart.</summary>
    public int Width => Math.Max(Factors.Length, Addends.Length);

    public double FactorOf(int unit) => Factors[unit % Factors.Length];

    public double AddendOf(int unit) => Addends[unit % Addends.Length];

    /// <summary>These behind others.</summary>
    public UnitScales After(UnitScales first)
    {
        int factors = Math.Max(Factors.Length, first.Factors.Length);
        int addends = Math.Max(factors, Math.Max(Addends.Length, first.Addends.Length));
        return new UnitScales(
            [.. Enumerable.Range(0, factors).Select(i => FactorOf(i) * first.FactorOf(i))],
            [.. Enumerable.Range(0, addends).Select(i => (FactorOf(i) * first.AddendOf(i)) + AddendOf(i))]);
    }
}
