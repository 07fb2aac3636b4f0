using System.Text;
using Layerwise.Generator.Descriptions;
using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Writing;
using Layerwise.Forecast;
using Layerwise.Text;
using Layerwise.Traits;

namespace Layerwise.Generator.Emit;

/// <summary>
/// The doc comment of the generated class: a table of its layers, which the IDE shows over the class's name. It is a block of code because that
/// is what every editor shows in a font of equal widths and with its blanks; of a list of type table they make running text.
/// </summary>
internal static class Documentation
{
    // What a trainer takes at a time by default.
    private const int BatchRows = 32;

    private const string Alignment = "><<<>>>>>>";

    private static readonly string[] Header = ["layer", "shape", "activation", "initializer", "parameters", "multiply-adds", "weights", "workspace", "signal", "gradient"];

    /// <summary>The comment of a network that is declared.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="remark">A sentence about its weights; null for none.</param>
    public static string Of(NetworkPlan plan, string? remark = null)
    {
        NetworkSpec network = plan.Network;
        var text = new StringBuilder();
        text.Append("/// <remarks>\n");
        text.Append($"/// <para>{NumberText.Grouped(network.ParameterCount)} parameters, trained for {string.Join(", ", network.Heads.Select(Describe))}.</para>\n");
        if (Scaled(network) is { } scaled) text.Append($"/// <para>{scaled}</para>\n");
        if (remark is not null) text.Append($"/// <para>{Escaped(remark)}</para>\n");
        NetworkPrediction prediction = network.Predict();
        text.Append($"/// <para>{Describe(prediction)}</para>\n");
        foreach (LayerSpec layer in network.Layers)
        {
            if (prediction.Layers[layer.Index].OverTime is { } time) text.Append($"/// <para>Layer {Literal.Of(layer.Number)}, step by step: {TimeDescription.Of(layer, time)}</para>\n");
        }

        text.Append($"/// <para>{Room(plan)}; a training workspace takes {Kilobytes(WorkspaceSize.Floats(plan, BatchRows))} for a batch of {Literal.Of(BatchRows)} (below: what each layer keeps of one sample).</para>\n");
        text.Append("/// <code>\n");
        string[][] rows = [Header, .. Shortened([.. network.Layers.Select(layer => Row(plan, layer, prediction.Layers[layer.Index]))]), .. Total(plan)];
        foreach (string line in TextTable.Lines(Alignment, rows)) text.Append($"/// {line}\n");
        text.Append("/// </code>\n");
        text.Append("/// </remarks>");
        return text.ToString();
    }

    /// <summary>The same of a network that came as a file: what its layers are, and nothing of a training that happened elsewhere.</summary>
    public static string OfFile(NetworkPlan plan, string? remark)
    {
        NetworkSpec network = plan.Network;
        var text = new StringBuilder();
        text.Append("/// <remarks>\n");
        text.Append($"/// <para>{NumberText.Grouped(network.ParameterCount)} parameters, from a file that says which layers there are.</para>\n");
        if (remark is not null) text.Append($"/// <para>{Escaped(remark)}</para>\n");
        text.Append($"/// <para>{Room(plan)}.</para>\n");
        text.Append("/// <code>\n");
        string[][] rows =
        [
            [.. Header.Take(3), .. Header.Skip(4).Take(3)],
            .. Shortened([.. network.Layers.Select(layer => FileRow(plan, layer))]),
            .. Total(plan).Select(static total => total.Take(3).Concat(total.Skip(4).Take(3)).ToArray()),
        ];
        foreach (string line in TextTable.Lines("><<>>>", rows)) text.Append($"/// {line}\n");
        text.Append("/// </code>\n");
        text.Append("/// </remarks>");
        return text.ToString();
    }

    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;");

    private static string[] FileRow(NetworkPlan plan, LayerSpec layer) =>
    [
        Literal.Of(layer.Number),
        SizesOf(layer),
        ActivationOf(layer),
        NumberText.Grouped(layer.ParameterCount),
        NumberText.Grouped(MultiplyAdds(plan, layer)),
        Kilobytes(layer.ParameterCount),
    ];

    // Of one layer that would be its row again.
    private static IEnumerable<string[]> Total(NetworkPlan plan)
    {
        NetworkSpec network = plan.Network;
        if (network.Layers.Count == 1) yield break;
        yield return
        [
            "total",
            "",
            "",
            "",
            NumberText.Grouped(network.ParameterCount),
            NumberText.Grouped(network.Layers.Sum(layer => MultiplyAdds(plan, layer))),
            Kilobytes(network.ParameterCount),
            Kilobytes(network.Layers.Sum(layer => WorkspaceSize.OfLayer(plan, layer))),
            "",
            "",
        ];
    }

    private static long MultiplyAdds(NetworkPlan plan, LayerSpec layer) => plan.Training.Where(step => step.Layer.Index == layer.Index).Sum(static step => step.MultiplyAdds);

    private static string Room(NetworkPlan plan) => plan.SampleRoom == 0
        ? "Inference takes no memory beside parameters, inputs and outputs"
        : $"Inference of a {(plan.Network.IsRecurrent ? "step" : "sample")} takes {Kilobytes(plan.SampleRoom)} beside parameters, inputs and outputs{(plan.IsSampleOnStack ? ", on the stack" : "")}";

    // Of 1024 bytes, to a hundredth of one.
    private static string Kilobytes(long floats)
    {
        if (floats == 0) return "";
        double kilobytes = floats * sizeof(float) / 1024.0;
        return (kilobytes < 1000 ? NumberText.Rounded(Math.Max(0.01, Math.Round(kilobytes, 2))) : NumberText.Grouped((long)Math.Round(kilobytes))) + " KB";
    }

    private static string? Scaled(NetworkSpec network)
    {
        string inputs = network.ScalesInputs ? $"Inputs are scaled before the first layer ({network.InputScaling})" : "Inputs are taken as they are";
        string targets = network.ScalesTargets ? $"outputs are in the unit of the targets, which are scaled for the loss ({network.TargetScaling})" : "targets are taken as they are";
        return network.Scales ? $"{inputs}; {targets}." : null;
    }

    private static string Describe(HeadSpec head) => !head.IsNamed
        ? Describe(head.Loss)
        : $"{Describe(head.Loss)} of {head.Name}{(head.LossWeight == 1 ? "" : $" (weight {NumberText.Rounded(head.LossWeight)})")}";

    private static string Describe(LossSpec loss) => loss switch
    {
        { Traits.Reads: LossOptions.Delta } => $"{loss.Kind} (δ = {NumberText.Rounded(loss.Delta)})",
        { Traits.Reads: LossOptions.Beta } => $"{loss.Kind} (β = {NumberText.Rounded(loss.Beta)})",
        { IsWeightedCrossEntropy: true } =>
            $"CrossEntropy (label smoothing {NumberText.Rounded(loss.LabelSmoothing)}{(loss.ClassWeights.Count > 0 ? ", class weights" : "")})",
        { Traits.Reads: LossOptions.None } or { TakesLabels: true } => loss.Kind.ToString(),
        _ => throw new InvalidOperationException($"{loss.Kind} has options, and nothing says how they are described."),
    };

    private static string Describe(NetworkPrediction prediction)
    {
        string inputs = $"Predicted before the first step, for inputs of mean square {NumberText.Rounded(prediction.InputPower)}";
        return prediction.IsKnown
            ? $"{inputs}: signal ×{NumberText.Rounded(prediction.SignalGain)} from inputs to outputs, gradient ×{NumberText.Rounded(prediction.GradientGain)} back."
            : $"{inputs}, as far as the activations are known.";
    }

    private static string[] Row(NetworkPlan plan, LayerSpec layer, LayerPrediction prediction) =>
    [
        Literal.Of(layer.Number),
        SizesOf(layer),
        ActivationOf(layer),
        InitializerDescription.Of(layer),
        NumberText.Grouped(layer.ParameterCount),
        NumberText.Grouped(MultiplyAdds(plan, layer)),
        Kilobytes(layer.ParameterCount),
        Kilobytes(WorkspaceSize.OfLayer(plan, layer)),
        ForecastText.Gain(prediction.SignalGain),
        ForecastText.Gain(prediction.GradientGain),
    ];

    private static string SizesOf(LayerSpec layer) => layer.Head.Length == 0 ? layer.Sizes : $"{layer.Head}: {layer.Sizes}";

    private static string ActivationOf(LayerSpec layer) => layer.HasWeights ? ActivationDescription.Of(layer) : "";

    // Layers in a row that differ in nothing but their number are one line: "2 to 30".
    private static IEnumerable<string[]> Shortened(string[][] rows)
    {
        for (int first = 0, next; first < rows.Length; first = next)
        {
            next = first + 1;
            while (next < rows.Length && rows[next].Skip(1).SequenceEqual(rows[first].Skip(1))) next++;
            yield return next - first > 2 ? [$"{rows[first][0]} to {rows[next - 1][0]}", .. rows[first].Skip(1)] : rows[first];
            if (next - first == 2) yield return rows[first + 1];
        }
    }
}
