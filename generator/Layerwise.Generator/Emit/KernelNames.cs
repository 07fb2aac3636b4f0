using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>
/// Kernels are named by what they were compiled for, not by their layer: layers of one shape share them, so a deep network costs the
/// compiler and the JIT no more than its distinct shapes.
/// </summary>
internal static class KernelNames
{
    public static string Forward(LayerSpec layer) => $"Dense{Shape(layer)}{(layer.BatchNormalization ? "Normalized" : "")}{ActivationOf(layer)}{Bias(layer)}";

    public static string ParameterGradients(LayerSpec layer) => $"ParameterGradients{Shape(layer)}{Bias(layer)}";

    /// <summary>The derivatives by the inputs of a layer, taken on through the activation of the layer before, if there is one.</summary>
    public static string InputGradients(LayerSpec layer, LayerSpec? previous) =>
        $"InputGradients{Shape(layer)}{(previous is null ? "" : "Through" + ActivationOf(previous))}";

    /// <summary>The pass from kept pre-activations to activations.</summary>
    public static string Activate(LayerSpec layer) => "Activate" + ActivationOf(layer);

    /// <summary>The pass from the derivatives by the activations to those by kept pre-activations.</summary>
    public static string Deltas(LayerSpec layer) => ActivationOf(layer) + "Deltas";

    private static string Shape(LayerSpec layer) => $"{Literal.Of(layer.FanIn)}x{Literal.Of(layer.FanOut)}";

    private static string Bias(LayerSpec layer) => layer.HasBias ? "" : "WithoutBias";

    private static string ActivationOf(LayerSpec layer) =>
        layer.Custom is { } custom ? "Custom" + custom.Name
            : layer.Traits.HasConstantSlope
            ? layer.Activation + Literal.Of(layer.Slope).TrimEnd('f').Replace('.', '_').Replace('-', 'm').Replace('+', 'p')
            : layer.Activation.ToString();
}
