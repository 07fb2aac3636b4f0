using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit;

/// <summary>
/// What training runs for one layer, forward from its inputs to its outputs and backward from the derivatives by its outputs to those by its
/// linear map's results, the deltas. Most layers need one kernel: they activate, and differentiate, while a tile is in registers. Kept
/// pre-activations, batch normalization and dropout are passes over the rows behind it.
/// </summary>
internal static class TrainingPasses
{
    /// <summary>The whole layer forward.</summary>
    public static void CallForward(CodeWriter writer, LayerPlan plan, string inputs)
    {
        LayerSpec layer = plan.Layer;
        string panel = plan.PacksPanels ? "ref workspace.PanelOrigin, " : "";
        string parameters = Names.At("parameters", layer.WeightsOffset);
        LayerSpec kernel = layer.ActivatesInAPass ? layer.Linear : layer;
        string results = layer.BatchNormalization ? Normalized(layer) : PreActivations(layer);
        writer.Line($"{KernelNames.Forward(kernel)}<TLanes>({inputs}, {parameters}, {results}, {panel}rows);");
        if (layer.BatchNormalization)
        {
            writer.Line($"{Names.Runtime}BatchNormalization.Normalize<TLanes>({results}, {Gamma("parameters", layer)}, {PreActivations(layer)}, {InverseDeviations(layer)}, {Names.Statistics(layer)}, rows, {Literal.Of(layer.FanOut)});");
        }

        if (layer.ActivatesInAPass) ActivationPasses.CallActivate(writer, layer, PreActivations(layer), Activations(layer));
        if (layer.Dropout > 0) CallDropout(writer, layer, Activations(layer), Outputs(layer));
    }

    /// <summary>The deltas of a layer from the derivatives by its outputs.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="gradients">The derivatives by its outputs; may be where its deltas lie.</param>
    /// <param name="parameterGradients">Where the gradients of all parameters start, for those of a normalization or a learned slope.</param>
    public static void CallDeltas(CodeWriter writer, LayerSpec layer, string gradients, string parameterGradients)
    {
        if (layer.Dropout > 0)
        {
            CallDropout(writer, layer, gradients, DeltasOf(layer));
            gradients = DeltasOf(layer);
        }

        ActivationPasses.CallDeltas(writer, layer, gradients, PreActivations(layer), Activations(layer), DeltasOf(layer), parameterGradients);
        CallNormalizationGradients(writer, layer, parameterGradients);
    }

    /// <summary>The deltas of a layer from the derivatives by its pre-activations, which lie in their place: another step only with batch normalization.</summary>
    public static void CallNormalizationGradients(CodeWriter writer, LayerSpec layer, string parameterGradients)
    {
        if (!layer.BatchNormalization) return;
        writer.Line($"{Names.Runtime}BatchNormalization.Gradient<TLanes>({DeltasOf(layer)}, {Normalized(layer)}, {InverseDeviations(layer)}, {Gamma("parameters", layer)}, {Gamma(parameterGradients, layer)}, rows, {Literal.Of(layer.FanOut)});");
    }

    /// <summary>Where training keeps the activations of a layer.</summary>
    public static string Activations(LayerSpec layer) => Origin("Activations", layer);

    /// <summary>Where training keeps what the next layer sees of a layer.</summary>
    public static string Outputs(LayerSpec layer) => layer.Dropout > 0 ? Origin("Outputs", layer) : Activations(layer);

    /// <summary>Where the deltas of a layer lie while its gradients are computed.</summary>
    public static string DeltasOf(LayerSpec layer) => Origin("Deltas", layer);

    // Activations take the place of pre-activations that nobody asks for later.
    private static string PreActivations(LayerSpec layer) => layer.KeepsPreActivations ? Origin("PreActivations", layer) : Activations(layer);

    private static string Normalized(LayerSpec layer) => Origin("Normalized", layer);

    private static string InverseDeviations(LayerSpec layer) => Origin("InverseDeviations", layer);

    private static string Origin(string what, LayerSpec layer) => $"ref workspace.{what}Origin({Literal.Of(layer.Index)})";

    private static string Gamma(string parameters, LayerSpec layer) => Names.At(parameters, layer.OffsetOf(TensorRole.Gamma));

    private static void CallDropout(CodeWriter writer, LayerSpec layer, string values, string results) =>
        writer.Line($"{Names.Runtime}Dropout.Apply<TLanes>({values}, {results}, workspace.DropoutMasks, layer: {Literal.Of(layer.Index)}, probability: {Literal.Of(layer.Dropout)}, rows * {Literal.Of(layer.FanOut)});");
}
