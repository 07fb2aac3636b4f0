namespace Layerwise.OnnxImport;

/// <summary>What is read of ONNX, in words.</summary>
internal static class Operations
{
    /// <summary>The first version of the operations that is read.</summary>
    public const int FirstOpset = 7;

    /// <summary>The last version of the operations that is read.</summary>
    public const int LastOpset = 24;

    /// <summary>What errors say.</summary>
    public const string Supported =
        "A file is read that is a chain of dense layers, convolutions and pooling: Gemm or MatMul and Add, Conv and Pad, MaxPool, AveragePool, GlobalAveragePool, BatchNormalization, "
        + "LayerNormalization and RMSNormalization, the activations of this library in any spelling, Add of what goes around layers, as it is or through a product, Split and Slice of "
        + "samples, Concat of all inputs, and nodes that change nothing.";

    /// <summary>Whether an operation does something at each position with what a window sees.</summary>
    public static bool MovesWindow(string operation) => operation is "Conv" or "MaxPool" or "AveragePool" or "GlobalAveragePool" or "GlobalMaxPool";
}
