namespace Layerwise.Generator.Model;

/// <summary>In how many bits a program has the weights of a frozen network. Biases and whatever else is one number for each unit stay floats.</summary>
internal enum WeightFormat
{
    /// <summary>32: as they are.</summary>
    Single,

    /// <summary>16, 10 of them fraction: a unit in the last place is a thousandth, up to 65 504.</summary>
    Half,

    /// <summary>16, 7 of them fraction: a unit in the last place is a hundredth, over the range of a float.</summary>
    BFloat16,

    /// <summary>8: whole numbers from −127 to 127, times a factor of their column.</summary>
    Int8,
}
