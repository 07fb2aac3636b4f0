using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit;

/// <summary>
/// The passes over the rows of a layer that training puts behind its linear map: forward from pre-activations z to activations a, backward
/// from the derivatives by a to those by z, the deltas. Only a layer that keeps z has them; the others activate, and differentiate, while a
/// tile is in registers.
/// </summary>
internal static class ActivationPasses
{
    /// <summary>The whole layer forward: the linear map into the kept pre-activations, then the activation.</summary>
    public static void CallForward(CodeWriter writer, LayerPlan plan, string inputs)
    {
        LayerSpec layer = plan.Layer;
        string panel = plan.PacksPanels ? "ref workspace.PanelOrigin, " : "";
        string parameters = Names.At("parameters", layer.WeightsOffset);
        if (!layer.KeepsPreActivations)
        {
            writer.Line($"{KernelNames.Forward(layer)}<TLanes>({inputs}, {parameters}, {Activations(layer)}, {panel}rows);");
            return;
        }

        writer.Line($"{KernelNames.Forward(layer.Linear)}<TLanes>({inputs}, {parameters}, {PreActivations(layer)}, {panel}rows);");
        string slope = layer.SlopeCount > 0 ? Slope("parameters", layer) + ", " : "";
        writer.Line($"{KernelNames.Activate(layer)}<TLanes>({PreActivations(layer)}, {slope}{Activations(layer)}, rows * {Literal.Of(layer.FanOut)});");
    }

    /// <summary>The deltas of a layer that keeps its pre-activations, from the derivatives by its activations.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="gradients">The derivatives by its activations.</param>
    /// <param name="parameterGradients">Where the gradients of all parameters start, for a learned slope.</param>
    public static void CallDeltas(CodeWriter writer, LayerSpec layer, string gradients, string parameterGradients)
    {
        string count = $"rows * {Literal.Of(layer.FanOut)}";
        writer.Line(layer.SlopeCount > 0
            ? $"{Names.Runtime}PRelu.Gradient<TLanes>({gradients}, {PreActivations(layer)}, {Slope("parameters", layer)}, {DeltasOf(layer)}, {Slope(parameterGradients, layer)}, {count});"
            : $"{KernelNames.Deltas(layer)}<TLanes>({gradients}, {PreActivations(layer)}, {(TakesBoth(layer) ? Activations(layer) + ", " : "")}{DeltasOf(layer)}, {count});");
    }

    /// <summary>The deltas of the last layer, whichever kind it is, from the derivatives by its outputs.</summary>
    public static void CallOutputDeltas(CodeWriter writer, LayerSpec last, string gradients, string parameterGradients)
    {
        if (last.KeepsPreActivations) CallDeltas(writer, last, gradients, parameterGradients);
        else writer.Line($"OutputDeltas<TLanes>({gradients}, {Activations(last)}, {DeltasOf(last)}, rows);");
    }

    /// <summary>Where training keeps the activations of a layer.</summary>
    public static string Activations(LayerSpec layer) => $"ref workspace.ActivationsOrigin({Literal.Of(layer.Index)})";

    /// <summary>Where the deltas of a layer lie while its gradients are computed.</summary>
    public static string DeltasOf(LayerSpec layer) => $"ref workspace.DeltasOrigin({Literal.Of(layer.Index)})";

    public static void Write(CodeWriter writer, LayerSpec layer)
    {
        writer.Line($$"""
            /// <summary>{{layer.ActivationName}} of all pre-activations.</summary>
            {{Names.Optimize}}
            private static void {{KernelNames.Activate(layer)}}<TLanes>(ref float preActivations, {{(layer.SlopeCount > 0 ? "ref float slope, " : "")}}ref float activations, nint count)
                {{Names.WhereLanes}}
            {
            """);
        using (writer.Indented("}"))
        {
            ActivationCalls.ElementLoop(writer, (index, load, store) =>
                $"TLanes.Store({ActivationCalls.Apply(layer, $"TLanes.Load(ref preActivations, {index}{load})", "ref slope, 0")}, ref activations, {index}{store});");
        }

        // The gradient of a learned slope is a sum over all of them, which the runtime has a pass for.
        if (layer.SlopeCount > 0) return;
        writer.Line();
        writer.Line($$"""
            /// <summary>Deltas from the derivatives by the activations, through {{layer.ActivationName}}; the two may be the same memory.</summary>
            {{Names.Optimize}}
            private static void {{KernelNames.Deltas(layer)}}<TLanes>(ref float gradients, ref float preActivations, {{(TakesBoth(layer) ? "ref float activations, " : "")}}ref float deltas, nint count)
                {{Names.WhereLanes}}
            {
            """);
        using (writer.Indented("}"))
        {
            ActivationCalls.ElementLoop(writer, (index, load, store) =>
            {
                string Load(string from) => $"TLanes.Load(ref {from}, {index}{load})";
                string gradient = ActivationCalls.Gradient(layer, Load("gradients"), Load("preActivations"), Load("activations"));
                return $"TLanes.Store({gradient}, ref deltas, {index}{store});";
            });
        }
    }

    // A user's own derivative gets z and a.
    private static bool TakesBoth(LayerSpec layer) => layer.Custom is not null;

    private static string Slope(string parameters, LayerSpec layer) => Names.At(parameters, layer.WeightsOffset + layer.SlopeOffset);

    private static string PreActivations(LayerSpec layer) => $"ref workspace.PreActivationsOrigin({Literal.Of(layer.Index)})";
}
