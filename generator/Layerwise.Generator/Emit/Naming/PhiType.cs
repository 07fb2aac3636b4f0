using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Naming;

/// <summary>How generated code names an activation: as a type that kernels are compiled for, and its slope as the last argument of a call.</summary>
internal static class PhiType
{
    public static string Of(ActivationSpec phi) =>
        phi.Custom is { } custom ? $"{Names.Runtime}Phi.Custom<{custom.Type}>" : $"{Names.Runtime}Phi.{phi.Kind}";

    /// <summary>The same of what inference applies to a product, behind its folded normalization where it has one.</summary>
    public static string Of(ActivationSpec phi, bool isScaled) => isScaled ? $"{Names.Runtime}Phi.Normalized<{Of(phi)}>" : Of(phi);

    /// <summary>What a call of a kernel ends with, where the activation has a slope.</summary>
    /// <param name="phi">The activation.</param>
    /// <param name="layer">The layer that has it.</param>
    /// <param name="name">The name of the parameter and a colon, where it is needed.</param>
    public static string Slope(ActivationSpec phi, LayerSpec layer, string name = "") =>
        phi.Traits.HasLearnedSlope ? $", {name}{Offsets.Value("parameters", layer, TensorRole.Slope)}" : ConstantSlope(phi, name);

    /// <summary>The same of an activation that has no slope, or a constant one.</summary>
    /// <param name="phi">The activation.</param>
    /// <param name="name">The name of the parameter and a colon, where it is needed.</param>
    public static string ConstantSlope(ActivationSpec phi, string name = "") => phi.Traits.HasConstantSlope ? $", {name}{Literal.Of(phi.Slope)}" : "";
}
