using Layerwise.OnnxModels;

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
        "A file is read that is a chain of dense layers, convolutions and pooling, or of recurrent layers and causal convolutions: Gemm or MatMul and Add, Conv and Pad, MaxPool, AveragePool, GlobalAveragePool, "
        + "GRU, LSTM and RNN, BatchNormalization, LayerNormalization, GroupNormalization, InstanceNormalization and RMSNormalization, the activations of this library in any "
        + "spelling, Add of what goes around layers, as it is or through a product, Split and Slice of "
        + "samples, Concat of all inputs or of branches that are alike, and nodes that change nothing.";

    /// <summary>Whether a node is one that takes step after step of a sequence.</summary>
    public static bool Remembers(OnnxNode node) => node.Domain.Length == 0 && node.Operation is "GRU" or "LSTM" or "RNN";

    /// <summary>Whether a node only lays numbers out otherwise, or takes some of them.</summary>
    public static bool Moves(OnnxNode node) => node.Domain.Length == 0 && node.Operation
        is "Identity" or "Cast" or "Squeeze" or "Unsqueeze" or "Reshape" or "Flatten" or "Transpose" or "Slice" or "Split" or "Gather" or "Concat" or "Expand" or "Tile";

    /// <summary>The file has to say the dimensions of what a node reads.</summary>
    public static OnnxException NoShape(OnnxNode node) => node.Fault("the file does not say the shape of its input.");

    /// <summary>Whether an operation does something at each position with what a window sees.</summary>
    public static bool MovesWindow(string operation) => operation is "Conv" or "MaxPool" or "AveragePool" or "GlobalAveragePool" or "GlobalMaxPool";
}
