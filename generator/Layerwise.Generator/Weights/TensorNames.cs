using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Weights;

/// <summary>What the tensors of a file are called: the names of the runtime's TensorNaming.Default.</summary>
internal static class TensorNames
{
    /// <summary>How the names begin of tensors that are no parameters: whatever else a program keeps in the file.</summary>
    public const string StatePrefix = "state.";

    public const string SelfTestInputs = "state.selftest.inputs";

    public const string SelfTestOutputs = "state.selftest.outputs";

    public static string Of(LayerSpec layer, TensorSpec tensor) => $"layers.{Literal.Of(layer.Index)}.{tensor.Name}";
}
