using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Kernels;

/// <summary>
/// Kernels are named by what they were compiled for, not by their layer: layers of one shape share them, so a deep network costs the
/// compiler and the JIT no more than its distinct shapes.
/// </summary>
internal static class KernelNames
{
    public static string Forward(MatMul product) =>
        $"Dense{Shape(product.Layer)}{(product.IsScaled ? "Normalized" : "")}{Of(product.Finish)}{Bias(product.Layer)}";

    public static string ParameterGradients(LayerSpec layer) => $"ParameterGradients{Shape(layer)}{Bias(layer)}";

    /// <summary>The derivatives by the inputs of a product, taken on through the activation before it where it does that too.</summary>
    public static string InputGradients(MatMul product) =>
        $"InputGradients{Shape(product.Layer)}{(product.Through is { } through ? "Through" + Of(through) : "")}";

    /// <summary>The pass from pre-activations to activations.</summary>
    public static string Activate(ActivationSpec phi) => "Activate" + Of(phi);

    /// <summary>The pass from the derivatives by the activations to those by the pre-activations.</summary>
    public static string Deltas(ActivationSpec phi) => Of(phi) + "Deltas";

    private static string Shape(LayerSpec layer) => $"{Literal.Of(layer.FanIn)}x{Literal.Of(layer.FanOut)}";

    private static string Bias(LayerSpec layer) => layer.HasBias ? "" : "WithoutBias";

    private static string Of(ActivationSpec phi) =>
        phi.Custom is { } custom ? $"Custom{(custom.Number > 1 ? Literal.Of(custom.Number) : "")}{custom.Name}"
            : phi.Traits.HasConstantSlope
            ? phi.Kind + Literal.Of(phi.Slope).TrimEnd('f').Replace('.', '_').Replace('-', 'm').Replace('+', 'p')
            : phi.Kind.ToString();
}
