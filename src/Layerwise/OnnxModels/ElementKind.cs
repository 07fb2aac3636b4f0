namespace Layerwise.OnnxModels;

/// <summary>The types of elements that are read, under the numbers of TensorProto.DataType.</summary>
internal enum ElementKind
{
    /// <summary>Not said.</summary>
    Undefined = 0,

    /// <summary>IEEE 754 binary32.</summary>
    Float = 1,

    /// <summary>32 bits, signed.</summary>
    Int32 = 6,

    /// <summary>64 bits, signed.</summary>
    Int64 = 7,

    /// <summary>A byte that is 0 or 1.</summary>
    Bool = 9,

    /// <summary>IEEE 754 binary16.</summary>
    Float16 = 10,

    /// <summary>IEEE 754 binary64.</summary>
    Double = 11,

    /// <summary>The upper half of a binary32.</summary>
    BFloat16 = 16,
}
