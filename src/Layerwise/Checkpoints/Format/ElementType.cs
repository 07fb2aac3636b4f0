namespace Layerwise.Runtime;

/// <summary>The type of a tensor's elements as a header gives it. Headers may have types that no enum of today lists.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Type">What it is here.</param>
/// <param name="Bits">Bits of one element; null where the name is unknown.</param>
internal sealed record ElementType(string Name, TensorType Type, int? Bits)
{
    /// <summary>The type of a tensor of numbers.</summary>
    internal static ElementType Of(TensorType type) => new(TensorTypes.Name(type), type, 8 * TensorTypes.Size(type));

    /// <summary>The type that a header calls so; <see cref="TensorType.Other"/> where there are only bytes to be had from it.</summary>
    internal static ElementType Named(string name)
    {
        TensorType type = TensorTypes.Named(name);
        return type == TensorType.Other ? new ElementType(name, type, BitsOfOther(name)) : Of(type);
    }

    // Those of the format that are no numbers of .NET.
    private static int? BitsOfOther(string name) => name switch
    {
        "F4" => 4,
        "F6_E2M3" or "F6_E3M2" => 6,
        "F8_E4M3" or "F8_E5M2" or "F8_E8M0" or "F8_E4M3FNUZ" or "F8_E5M2FNUZ" => 8,
        "C64" => 64,
        _ => null,
    };
}
