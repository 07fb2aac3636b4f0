using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Layerwise.Generator.Tests.PyTorch;

/// <summary>One network of heads.json, as heads.py wrote it. Rows are laid end to end, the outputs of a row behind each other.</summary>
public sealed record HeadVector(
    string Name, HeadVector.Dense[] Layers, HeadVector.Output[] Heads, float[] Parameters, float[] Inputs, float[] Targets,
    double[] Outputs, double[] Losses, double Loss, float[] OutputGradients, double[] Gradients, double[] InputGradients)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The class of these layers.</summary>
    [JsonIgnore]
    public string Declaration => $"{string.Join('\n', [.. Layers.Select(static layer => $"[Layer({layer})]"), .. Heads.Select(static head => head.Declaration)])}\npublic sealed partial class {Name};\n";

    public static HeadVector[] ReadAll()
    {
        using var stream = typeof(HeadVector).Assembly.GetManifestResourceStream("heads.json")!;
        return JsonSerializer.Deserialize<HeadVector[]>(stream, Format)!;
    }

    /// <summary>A layer: its rows may be normalized by themselves, and a residual connection may go around so many layers.</summary>
    public sealed record Dense(int FanIn, int FanOut, Activation Activation, string? Rows = null, int Span = 0)
    {
        public override string ToString() => $"{FanIn}, {FanOut}, Activation.{Activation}"
            + (Rows is null ? "" : $", {Rows}Normalization = true")
            + (Span == 0 ? "" : $", Residual = true, ResidualSpan = {Span}");
    }

    public sealed record Output(string Name, Loss Loss, float Weight, Dense[] Layers)
    {
        [JsonIgnore]
        public string Declaration => string.Join('\n', [
            .. Layers[..^1].Select(layer => $"[Layer({layer}, Head = \"{Name}\")]"),
            string.Create(CultureInfo.InvariantCulture, $"[Output(\"{Name}\", {Layers[^1]}, Loss = Loss.{Loss}, LossWeight = {Weight:R}f)]"),
        ]);
    }
}
