namespace Layerwise.Chains;

/// <summary>s·x + t with one s and one t for each number, or the same for all.</summary>
/// <param name="Factors">s: one, or as many as numbers.</param>
/// <param name="Addends">t: one, or as many as numbers.</param>
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

    public double FactorOf(int unit) => Factors.Length == 1 ? Factors[0] : Factors[unit];

    public double AddendOf(int unit) => Addends.Length == 1 ? Addends[0] : Addends[unit];

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
