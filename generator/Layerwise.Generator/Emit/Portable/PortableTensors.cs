using Layerwise.Generator.Model;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Weights;
using Layerwise.Tensors;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>The constants of an emitted file: one array for each tensor, in the order in which the steps ask for them.</summary>
/// <param name="frozen">The network.</param>
internal sealed class PortableTensors(FrozenNetwork frozen)
{
    private readonly float[] _numbers = frozen.Parameters();
    private readonly List<(string Name, float[] Values)> _all = [];
    private readonly List<(string Name, RoundedTensor Tensor)> _rounded = [];

    /// <summary>The floats that were asked for.</summary>
    public IReadOnlyList<(string Name, float[] Values)> All => _all;

    /// <summary>Those that are kept in fewer bits.</summary>
    public IReadOnlyList<(string Name, RoundedTensor Tensor)> Rounded => _rounded;

    /// <summary>The name of the array that has a tensor of a layer.</summary>
    public string Name(LayerSpec layer, TensorRole role) => Add($"{role}{layer.Number}", Values(layer, role));

    /// <summary>A tensor of a layer as sums of products read it: floats, or numbers of fewer bits and what makes floats of them.</summary>
    public Place Matrix(LayerSpec layer, TensorRole role, Language language)
    {
        RoundedTensor? tensor = frozen.Rounded.Parts.FirstOrDefault(part => part.Layer.Index == layer.Index && part.Role == role)?.Tensor;
        if (tensor is null) return new Place(language.Name(Name(layer, role)));
        string name = $"{role}{layer.Number}";
        if (!_rounded.Any(known => known.Name == name)) _rounded.Add((name, tensor));
        string scales = tensor.Scales.Length > 0 ? language.Name(Add($"{role}Scales{layer.Number}", tensor.Scales)) : "";
        return new Place(language.Name(name)) { Function = language.Widening(tensor.Format), Scales = scales };
    }

    /// <summary>A tensor that has only one number.</summary>
    public float Only(LayerSpec layer, TensorRole role) => Values(layer, role).Single();

    /// <summary>The names of what inference multiplies and adds in place of a batch normalization that is not part of the weights.</summary>
    public (string Scales, string Shifts) Scales(LayerSpec layer)
    {
        float[] gamma = Values(layer, TensorRole.Gamma);
        float[] variances = Values(layer, TensorRole.RunningVariances);
        float[] scales = [.. gamma.Select((factor, i) => (float)(factor / Math.Sqrt((double)variances[i] + layer.NormalizationEpsilon)))];
        float[] means = Values(layer, TensorRole.RunningMeans);
        float[] shifts = [.. Values(layer, TensorRole.Beta).Select((shift, i) => (float)(shift - ((double)means[i] * scales[i])))];
        return (Add($"Scales{layer.Number}", scales), Add($"Shifts{layer.Number}", shifts));
    }

    private float[] Values(LayerSpec layer, TensorRole role) => _numbers.AsSpan(frozen.PlaceOf(layer, role), (int)layer.Tensors.Length(role)).ToArray();

    private string Add(string name, float[] values)
    {
        if (!_all.Any(known => known.Name == name)) _all.Add((name, values));
        return name;
    }
}
