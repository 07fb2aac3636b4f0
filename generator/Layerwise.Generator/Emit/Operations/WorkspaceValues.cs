using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Operations;

/// <summary>Where a training pass keeps the values of a layer.</summary>
internal static class WorkspaceValues
{
    public static string Activations(LayerSpec layer) => Origin("Activations", layer);

    /// <summary>What the next layer sees of a layer.</summary>
    public static string Outputs(LayerSpec layer) => layer.Dropout > 0 ? Origin("Outputs", layer) : Activations(layer);

    /// <summary>Its pre-activations; activations take their place where nobody asks for them later.</summary>
    public static string PreActivations(LayerSpec layer) => layer.Traits.KeepsPreActivations ? Origin("PreActivations", layer) : Activations(layer);

    /// <summary>x̂ of its normalization, before γ and β.</summary>
    public static string Normalized(LayerSpec layer) => Origin("Normalized", layer);

    public static string InverseDeviations(LayerSpec layer) => Origin("InverseDeviations", layer);

    /// <summary>What its product writes.</summary>
    public static string Sums(LayerSpec layer) => layer.BatchNormalization ? Normalized(layer) : PreActivations(layer);

    /// <summary>The derivatives with respect to what its steps compute, while its gradients are computed: in the end, with respect to the results of its product.</summary>
    public static string Deltas(LayerSpec layer) => Origin("Deltas", layer);

    private static string Origin(string what, LayerSpec layer) => $"ref workspace.{what}Origin({Literal.Of(layer.Index)})";
}
