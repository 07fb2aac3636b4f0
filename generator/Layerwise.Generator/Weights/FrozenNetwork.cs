using System.Collections.Immutable;
using Layerwise.Generator.Evaluation;
using Layerwise.Generator.Model;
using Layerwise.Runtime;
using Layerwise.Tensors;

namespace Layerwise.Generator.Weights;

/// <summary>A network whose weights are known, in a file that fits its declaration.</summary>
/// <param name="Declared">The network as declared.</param>
/// <param name="File">The weights.</param>
internal sealed record FrozenNetwork(NetworkSpec Declared, WeightFile File)
{
    /// <summary>
    /// What is compiled: inference only, and a plain linear map where a normalization was. Nothing else of the compiler needs to know that the weights
    /// are constants.
    /// </summary>
    public NetworkSpec Network { get; } = Folding.Plain(Declared) with { Weights = Rounding.Parse(File.Use.Weights) ?? WeightFormat.Single };

    /// <summary>The samples by which it is judged while it is compiled; null for none.</summary>
    public WeightFile? TestData { get; init; }

    /// <summary>Number of samples that the file has for a test of the program; 0 for none.</summary>
    public long SelfTestRows => Tensor(TensorNames.SelfTestInputs)?.Shape[0] ?? 0;

    /// <summary>Parameters and running statistics of <see cref="Network"/>.</summary>
    public int NumberCount => Network.ParameterCount + Network.StatisticsCount;

    /// <summary>In which format the program has the weights.</summary>
    public WeightFormat Format => Network.Weights;

    /// <summary>In which format it has rounded weights, because the program or already the file has them so; Single for none.</summary>
    public WeightFormat RoundedFormat => Format != WeightFormat.Single ? Format : StoredFormat;

    /// <summary>What is known of its weights in that format.</summary>
    public RoundedWeights Rounded => File.Rounded(this);

    /// <summary>How many floats take as much room as its parameters do among the constants of the program.</summary>
    public int ParameterConstants => Network.ParameterCount - Rounded.Parts.Sum(static part => part.Tensor.Length - part.Tensor.FloatsOfRoom);

    /// <summary>What the samples of the self-test give: as the file has it, or computed again with rounded weights.</summary>
    public float[]? SelfTestOutputs => Rounded.Error?.Outputs ?? Values(TensorNames.SelfTestOutputs);

    /// <summary>Whether the normalization of a layer has become part of its linear map.</summary>
    public bool IsFolded(int layer) => Declared.Layers[layer].BatchNormalization && !Network.Layers[layer].BatchNormalization;

    /// <summary>Where a tensor of a layer of <see cref="Network"/> begins among all of its numbers.</summary>
    public int PlaceOf(LayerSpec layer, TensorRole role) =>
        layer.OffsetOf(role) + (TensorSpec.StorageOf(role) == TensorStorage.RunningStatistics ? Network.ParameterCount : 0);

    /// <summary>All parameters of <see cref="Network"/> as the program computes with them, laid out as those of every network, and behind them its running statistics.</summary>
    public float[] Parameters()
    {
        float[] numbers = Folding.Parameters(this);
        foreach (RoundedPart part in Rounded.Parts) part.Tensor.Values().CopyTo(numbers, part.Start);
        return numbers;
    }

    /// <summary>The values of a tensor that the file must have, or may have.</summary>
    public float[]? Values(string name) => Tensor(name) is { } tensor ? File.Values(tensor) : null;

    /// <summary>The tensors that say what the declared network scales by: centers of the inputs, scales, centers of the targets, scales, as far as it has them.</summary>
    public TensorEntry[] ScalingTensors =>
        [.. Tensors.ScalingTensors.List(Declared.ScaledInputs, Declared.ScaledTargets).Select(tensor => Tensor(tensor.Name)!)];

    /// <summary>The values of one of them.</summary>
    public float[] ScalingValues(int tensor) => File.Values(ScalingTensors[tensor]);

    /// <summary>What the file's header says of a tensor of a declared layer; null where the layer has no such tensor.</summary>
    public TensorEntry? Tensor(int layer, TensorRole role) =>
        Declared.Layers[layer].Tensors.List().Find(tensor => tensor.Role == role) is { } tensor
            ? Tensor(TensorNames.Of(Declared.Layers[layer], tensor))
            : null;

    /// <summary>The values of a tensor that a declared layer has.</summary>
    public float[] Values(int layer, TensorRole role) => File.Values(Tensor(layer, role)!);

    /// <summary>What the file's header says of a tensor; null where it has none of that name.</summary>
    public TensorEntry? Tensor(string name) => File.Layout?.Tensors.Find(candidate => candidate.Name == name);

    // A file of fewer bits that has samples of before: what they give now is what its weights are worth.
    private WeightFormat StoredFormat
    {
        get
        {
            if (SelfTestRows == 0 || Declared.Layers.Any(static layer => layer.Custom is not null)) return WeightFormat.Single;
            TensorType[] types = [.. Declared.Layers.SelectMany(layer => Rounding.TensorsOf(layer).Select(tensor => Tensor(layer.Index, tensor.Role)!.Type))];
            return types.Contains(TensorType.BF16) ? WeightFormat.BFloat16 : types.Contains(TensorType.F16) ? WeightFormat.Half : WeightFormat.Single;
        }
    }
}
