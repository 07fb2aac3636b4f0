using System.Collections.Immutable;
using System.Globalization;

namespace Layerwise.Generator.Model;

/// <summary>The dimensions of a value of one sample, channels last.</summary>
/// <param name="Dimensions">At least one, each at least 1.</param>
internal readonly record struct Shape(EquatableArray<int> Dimensions)
{
    /// <summary>How many numbers it has.</summary>
    public int Size => Dimensions.Aggregate(1, static (product, dimension) => checked(product * dimension));

    /// <summary>Whether it has positions, in a line or in rows, with channels each.</summary>
    public bool HasPositions => Dimensions.Count > 1;

    /// <summary>Its last dimension.</summary>
    public int Channels => Dimensions[Dimensions.Count - 1];

    /// <summary>Rows of a picture; 1 for a signal.</summary>
    public int Height => Dimensions.Count > 2 ? Dimensions[0] : 1;

    /// <summary>Positions of a row, or of a signal.</summary>
    public int Width => Dimensions[Dimensions.Count - 2];

    public static Shape Of(params int[] dimensions) => new(new EquatableArray<int>(ImmutableArray.Create(dimensions)));

    /// <summary>As many axes as this shape has, with other lengths.</summary>
    public Shape Like(int height, int width, int channels) => Dimensions.Count > 2 ? Of(height, width, channels) : Of(width, channels);

    /// <summary>The same with how many numbers it has: "64", "13 × 13 × 16 = 2704".</summary>
    public string WithSize() => HasPositions ? $"{this} = {Size.ToString(CultureInfo.InvariantCulture)}" : ToString();

    /// <summary>As people read it: "64", "28 × 28 × 1".</summary>
    public override string ToString() => string.Join(" × ", Dimensions.Select(static dimension => dimension.ToString(CultureInfo.InvariantCulture)));
}
