using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit;

/// <summary>
/// The passes of training over the values of a layer: forward from pre-activations z to activations a, backward from the derivatives by a to
/// those by z. Layers share them, whatever their sizes.
/// </summary>
internal static class ActivationPasses
{
    /// <summary>a from z; the two may be the same memory unless the layer keeps z.</summary>
    public static void CallActivate(CodeWriter writer, LayerSpec layer, string preActivations, string activations)
    {
        if (layer.IsRowwise)
        {
            writer.Line($"{Names.Runtime}{layer.Activation}.Rows<TLanes>({activations}, rows, {Literal.Of(layer.FanOut)});");
        }
        else if (!layer.Traits.IsLinear)
        {
            string slope = layer.Traits.HasLearnedSlope ? Slope("parameters", layer) + ", " : "";
            writer.Line($"{KernelNames.Activate(layer)}<TLanes>({preActivations}, {slope}{activations}, rows * {Literal.Of(layer.FanOut)});");
        }
    }

    /// <summary>The derivatives by z from those by a; the two may be the same memory.</summary>
    public static void CallDeltas(
        CodeWriter writer, LayerSpec layer, string gradients, string preActivations, string activations, string deltas, string parameterGradients)
    {
        string fanOut = Literal.Of(layer.FanOut);
        if (layer.IsRowwise)
        {
            writer.Line($"{Names.Runtime}{layer.Activation}.Gradient<TLanes>({gradients}, {activations}, {deltas}, rows, {fanOut});");
        }
        else if (layer.Traits.HasLearnedSlope)
        {
            writer.Line($"{Names.Runtime}PRelu.Gradient<TLanes>({gradients}, {preActivations}, {Slope("parameters", layer)}, {deltas}, {Slope(parameterGradients, layer)}, rows * {fanOut});");
        }
        else if (!layer.Traits.IsLinear || gradients != deltas)
        {
            string known = TakesBoth(layer) ? $"{preActivations}, {activations}" : layer.KeepsPreActivations ? preActivations : activations;
            writer.Line($"{KernelNames.Deltas(layer)}<TLanes>({gradients}, {known}, {deltas}, rows * {fanOut});");
        }
    }

    /// <summary>Whether forward there is a kernel to write.</summary>
    public static bool HasActivate(LayerSpec layer) => layer.ActivatesInAPass && !layer.IsRowwise && !layer.Traits.IsLinear;

    /// <summary>Whether backward there is: the gradient of a learned slope, a sum over all values, is a pass of the runtime.</summary>
    public static bool HasDeltas(LayerSpec layer, bool isLast) =>
        !layer.IsRowwise && !layer.Traits.HasLearnedSlope && (isLast || (!layer.DifferentiatesInRegisters && !layer.Traits.IsLinear));

    public static void WriteActivate(CodeWriter writer, LayerSpec layer)
    {
        writer.Line($"/// <summary>{layer.ActivationName} of all pre-activations.</summary>");
        using (KernelMethod.Write(writer, $"{KernelNames.Activate(layer)}<TLanes>(ref float preActivations, {(layer.Traits.HasLearnedSlope ? "ref float slope, " : "")}ref float activations, nint count)"))
        {
            ActivationCalls.ElementLoop(writer, (index, load, store) =>
                $"TLanes.Store({ActivationCalls.Apply(layer, $"TLanes.Load(ref preActivations, {index}{load})", "ref slope, 0")}, ref activations, {index}{store});");
        }
    }

    public static void WriteDeltas(CodeWriter writer, LayerSpec layer)
    {
        string[] known = TakesBoth(layer) ? ["preActivations", "activations"] : layer.KeepsPreActivations ? ["preActivations"] : ["activations"];
        writer.Line($"/// <summary>The derivatives by the pre-activations from those by the activations, through {layer.ActivationName}; the two may be the same memory.</summary>");
        using (KernelMethod.Write(writer, $"{KernelNames.Deltas(layer)}<TLanes>(ref float gradients, {string.Join(", ", known.Select(static name => "ref float " + name))}, ref float deltas, nint count)"))
        {
            ActivationCalls.ElementLoop(writer, (index, load, store) =>
            {
                string Load(string from) => $"TLanes.Load(ref {from}, {index}{load})";
                string gradient = ActivationCalls.Gradient(layer, Load("gradients"), Load(known[0]), Load(known[known.Length - 1]));
                return $"TLanes.Store({gradient}, ref deltas, {index}{store});";
            });
        }
    }

    // A user's own derivative gets z and a.
    private static bool TakesBoth(LayerSpec layer) => layer.Custom is not null;

    private static string Slope(string parameters, LayerSpec layer) => Names.At(parameters, layer.OffsetOf(TensorRole.Slope));
}
