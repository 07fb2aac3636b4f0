using System.Text;
using Layerwise.Generator.Descriptions;
using Layerwise.Generator.Model;
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
    private const string Alignment = "><<<>>>";

    private static readonly string[] Header = ["layer", "shape", "activation", "initializer", "parameters", "signal", "gradient"];

    public static string Of(NetworkSpec network)
    {
        var text = new StringBuilder();
        text.Append("/// <remarks>\n");
        text.Append($"/// <para>{NumberText.Grouped(network.ParameterCount)} parameters, trained for {string.Join(", ", network.Heads.Select(Describe))}.</para>\n");
        if (Scaled(network) is { } scaled) text.Append($"/// <para>{scaled}</para>\n");
        NetworkPrediction prediction = network.Predict();
        text.Append($"/// <para>{Describe(prediction)}</para>\n");
        text.Append("/// <code>\n");
        string[][] rows = [Header, .. Shortened([.. network.Layers.Select(layer => Row(layer, prediction.Layers[layer.Index]))])];
        foreach (string line in TextTable.Lines(Alignment, rows)) text.Append($"/// {line}\n");
        text.Append("/// </code>\n");
        text.Append("/// </remarks>");
        return text.ToString();
    }

    /// <summary>The same of a network that came as a file: what its layers are, and nothing of a training that happened elsewhere.</summary>
    public static string OfFile(NetworkSpec network)
    {
        var text = new StringBuilder();
        text.Append("/// <remarks>\n");
        text.Append($"/// <para>{NumberText.Grouped(network.ParameterCount)} parameters, from a file that says which layers there are.</para>\n");
        text.Append("/// <code>\n");
        string[][] rows = [["layer", "shape", "activation", "parameters"], .. Shortened([.. network.Layers.Select(FileRow)])];
        foreach (string line in TextTable.Lines("><<>", rows)) text.Append($"/// {line}\n");
        text.Append("/// </code>\n");
        text.Append("/// </remarks>");
        return text.ToString();
    }

    private static string[] FileRow(LayerSpec layer) =>
        [Literal.Of(layer.Number), SizesOf(layer), ActivationDescription.Of(layer), NumberText.Grouped(layer.ParameterCount)];

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

    private static string[] Row(LayerSpec layer, LayerPrediction prediction) =>
    [
        Literal.Of(layer.Number),
        SizesOf(layer),
        ActivationDescription.Of(layer),
        InitializerDescription.Of(layer),
        NumberText.Grouped(layer.ParameterCount),
        ForecastText.Gain(prediction.SignalGain),
        ForecastText.Gain(prediction.GradientGain),
    ];

    private static string SizesOf(LayerSpec layer) => layer.Head.Length == 0 ? layer.Sizes : $"{layer.Head}: {layer.Sizes}";

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
