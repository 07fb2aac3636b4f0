using System.Collections.Immutable;
using System.Globalization;

namespace Layerwise.Generator.Model;

/// <summary>The dimensions of a value of one sample, channels last.</summary>
/// <param name="Dimensions">At least one, each at least 1.</param>
internal readonly record struct Shape(EquatableArray<int> Dimensions)
{
    /// <summary>How many numbers it has.</summary>
    public int Size => Dimensions.Aggregate(1, static (product, dimension) => checked(product * dimension));

    public static Shape Of(params int[] dimensions) => new(new EquatableArray<int>(ImmutableArray.Create(dimensions)));

    /// <summary>As people read it: "64", "28 × 28 × 1".</summary>
    public override string ToString() => string.Join(" × ", Dimensions.Select(static dimension => dimension.ToString(CultureInfo.InvariantCulture)));
}
