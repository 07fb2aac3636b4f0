namespace Layerwise.Runtime;

/// <summary>What the safetensors format says of each element type that is a number here.</summary>
internal static class TensorTypes
{
    /// <summary>Bytes of one element.</summary>
    internal static int Size(TensorType type) => type switch
    {
        TensorType.Bool or TensorType.U8 or TensorType.I8 => 1,
        TensorType.U16 or TensorType.I16 or TensorType.F16 or TensorType.BF16 => 2,
        TensorType.U32 or TensorType.I32 or TensorType.F32 => 4,
        TensorType.U64 or TensorType.I64 or TensorType.F64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "It is no type of numbers."),
    };

    /// <summary>Its name in a header.</summary>
    internal static string Name(TensorType type) => type switch
    {
        TensorType.Bool => "BOOL",
        TensorType.U8 => "U8",
        TensorType.I8 => "I8",
        TensorType.U16 => "U16",
        TensorType.I16 => "I16",
        TensorType.F16 => "F16",
        TensorType.BF16 => "BF16",
        TensorType.U32 => "U32",
        TensorType.I32 => "I32",
        TensorType.F32 => "F32",
        TensorType.U64 => "U64",
        TensorType.I64 => "I64",
        TensorType.F64 => "F64",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "It is no type of numbers."),
    };

    /// <summary>The type of that name; <see cref="TensorType.Other"/> where there is none.</summary>
    internal static TensorType Named(string name)
    {
        for (TensorType type = TensorType.Bool; type < TensorType.Other; type++)
        {
            if (Name(type) == name) return type;
        }

        return TensorType.Other;
    }
}
