namespace Layerwise;

/// <summary>How one input or target is scaled: x′ = (x − <paramref name="Center"/>) / <paramref name="Scale"/>.</summary>
/// <param name="Center">What becomes 0.</param>
/// <param name="Scale">What becomes 1 away from it; not 0.</param>
public readonly record struct ColumnScale(float Center, float Scale)
{
    /// <summary>Changes nothing.</summary>
    public static ColumnScale None => new(0, 1);
}
