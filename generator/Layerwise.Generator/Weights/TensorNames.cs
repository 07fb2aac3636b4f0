using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Weights;

/// <summary>What the tensors of a file are called: the names of the runtime's TensorNaming.Default.</summary>
internal static class TensorNames
{
    /// <summary>How the names begin of tensors that are no parameters: whatever else a program keeps in the file.</summary>
    public const string StatePrefix = "state.";

    public const string SelfTestInputs = "state.selftest.inputs";

    public const string SelfTestOutputs = "state.selftest.outputs";

    public static string Weights(LayerSpec layer) => Of(layer, "weight");

    public static string Biases(LayerSpec layer) => Of(layer, "bias");

    public static string Slope(LayerSpec layer) => Of(layer, "slope");

    public static string Gamma(LayerSpec layer) => Of(layer, "gamma");

    public static string Beta(LayerSpec layer) => Of(layer, "beta");

    public static string RunningMeans(LayerSpec layer) => Of(layer, "running_mean");

    public static string RunningVariances(LayerSpec layer) => Of(layer, "running_var");

    private static string Of(LayerSpec layer, string part) => $"layers.{Literal.Of(layer.Index)}.{part}";
}
