using System.Text.Json;
using System.Text.Json.Serialization;
using Layerwise.Reference;
using Layerwise.Reference.Dense;

namespace Layerwise.Generator.Tests.PyTorch;

/// <summary>One network of vectors.json, as vectors.py wrote it. Rows are laid end to end.</summary>
public sealed record Vector(
    string Name, Loss Loss, VectorLayer[] Layers, double[] Parameters, double[] Inputs, double[] Targets,
    double[] Outputs, double MeanLoss, double[] Gradients, double[] InputGradients,
    float Delta = 1, float Beta = 1, float LabelSmoothing = 0, float[]? ClassWeights = null,
    double[]? StatisticsBefore = null, double[]? Statistics = null, double[]? InferenceOutputs = null)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    [JsonIgnore]
    public ReferenceNetwork Reference => new(
        [.. Layers.Select(static layer => layer.Reference)],
        new LossFunction(Loss, Delta, Beta, LabelSmoothing, ClassWeights?.Select(w => (double)w).ToArray()));

    /// <summary>What training starts from.</summary>
    [JsonIgnore]
    public ReferenceState Training => new() { IsTraining = true, RunningStatistics = StatisticsBefore ?? [] };

    /// <summary>Inference behind that one pass.</summary>
    [JsonIgnore]
    public ReferenceState Inference => new() { RunningStatistics = Statistics ?? [] };

    [JsonIgnore]
    public int InputSize => Layers[0].FanIn;

    [JsonIgnore]
    public int OutputSize => Layers[^1].FanOut;

    public static Vector[] ReadAll()
    {
        using var stream = typeof(Vector).Assembly.GetManifestResourceStream("vectors.json")!;
        return JsonSerializer.Deserialize<Vector[]>(stream, Format)!;
    }

    public override string ToString() => Name;
}

/// <summary>
/// A layer of a <see cref="Vector"/>: its rows may be normalized by themselves, a residual connection may go around so many layers, and each unit may have a slope.
/// </summary>
public sealed record VectorLayer(
    int FanIn, int FanOut, Activation Activation, float Slope, bool Bias, bool Norm, string? Rows = null, int Span = 0, LayerOrder Order = LayerOrder.LinearActivateAdd,
    bool PerUnit = false)
{
    [JsonIgnore]
    public ReferenceLayer Reference => Span == 0 && Order == LayerOrder.LinearActivateAdd ? Dense : new ReferenceOrdered(Dense, Order, Span);

    private ReferenceDense Dense => new(FanIn, FanOut, Activation, Slope, Bias)
    {
        BatchNormalization = Norm,
        LayerNormalization = Rows == "Layer",
        RmsNormalization = Rows == "Rms",
        SlopePerUnit = PerUnit,
    };
}
