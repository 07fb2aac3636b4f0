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

    /// <summary>Those that were asked for.</summary>
    public IReadOnlyList<(string Name, float[] Values)> All => _all;

    /// <summary>The name of the array that has a tensor of a layer.</summary>
    public string Name(LayerSpec layer, TensorRole role) => Add($"{role}{layer.Number}", Values(layer, role));

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
