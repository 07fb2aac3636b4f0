namespace Layerwise.Runtime;

/// <summary>The axes of a tensor in another order: how its numbers lie here, and how they lie in a file.</summary>
/// <param name="Shape">Its dimensions here.</param>
/// <param name="Axes">The axis here of each axis there.</param>
internal sealed record Permutation(int[] Shape, int[] Axes)
{
    /// <summary>From here to there.</summary>
    public void Apply(ReadOnlySpan<float> here, Span<float> there)
    {
        int[] places = Places();
        for (int i = 0; i < places.Length; i++) there[i] = here[places[i]];
    }

    /// <summary>From there to here.</summary>
    public void Revert(ReadOnlySpan<float> there, Span<float> here)
    {
        int[] places = Places();
        for (int i = 0; i < places.Length; i++) here[places[i]] = there[i];
    }

    // Where each number of there lies here.
    private int[] Places()
    {
        int[] places = [0];
        for (int a = 0; a < Axes.Length; a++)
        {
            int step = 1;
            for (int behind = Axes[a] + 1; behind < Shape.Length; behind++) step *= Shape[behind];
            int count = Shape[Axes[a]];
            int[] longer = new int[places.Length * count];
            for (int i = 0; i < longer.Length; i++) longer[i] = places[i / count] + (i % count * step);
            places = longer;
        }

        return places;
    }
}
