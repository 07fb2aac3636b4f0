using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;
using Layerwise.Text;

namespace Layerwise.Generator.Weights;

/// <summary>Which tensors of a frozen network are kept in fewer bits, and what that makes of them.</summary>
internal static class Rounding
{
    private const float MostOfAHalf = 65504;
    private const float MostOfABFloat16 = 3.3895314e38f;

    /// <summary>The names that an item may give.</summary>
    public static readonly IReadOnlyList<string> Names = [nameof(WeightFormat.Half), nameof(WeightFormat.BFloat16), nameof(WeightFormat.Int8)];

    /// <summary>The format of a name; null where there is none of it.</summary>
    /// <param name="name">Null for floats as they are.</param>
    public static WeightFormat? Parse(string? name)
    {
        if (name is null) return WeightFormat.Single;
        return Names.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? (WeightFormat)Enum.Parse(typeof(WeightFormat), found)
            : null;
    }

    /// <summary>The tensors that are rounded: those with a weight for each input and each output.</summary>
    public static IEnumerable<TensorSpec> TensorsOf(LayerSpec layer) =>
        layer.Tensors.List().Where(static tensor => tensor.Role is TensorRole.Weights or TensorRole.Projection or TensorRole.RecurrentWeights);

    /// <summary>Rounds them.</summary>
    /// <param name="network">The network that is compiled.</param>
    /// <param name="parameters">All its parameters.</param>
    /// <param name="format">How.</param>
    public static ImmutableArray<RoundedPart> Parts(NetworkSpec network, float[] parameters, WeightFormat format)
    {
        ImmutableArray<RoundedPart>.Builder parts = ImmutableArray.CreateBuilder<RoundedPart>();
        foreach (LayerSpec layer in network.Layers)
        {
            foreach (TensorSpec tensor in TensorsOf(layer))
            {
                int start = layer.OffsetOf(tensor.Role);
                int columns = tensor.Shape[tensor.Shape.Length - 1];
                parts.Add(new RoundedPart(layer, tensor.Role, start, RoundedTensor.Of(parameters.AsSpan(start, tensor.Length), columns, format)));
            }
        }

        return parts.ToImmutable();
    }

    /// <summary>Why weights can't be rounded: the first one for which there is no number; null where there is none.</summary>
    public static string? ReasonAgainst(NetworkSpec network, float[] parameters, WeightFormat format)
    {
        float most = format switch
        {
            WeightFormat.Half => MostOfAHalf,
            WeightFormat.BFloat16 => MostOfABFloat16,
            _ => float.MaxValue,
        };
        foreach (LayerSpec layer in network.Layers)
        {
            foreach (TensorSpec tensor in TensorsOf(layer))
            {
                foreach (float value in parameters.AsSpan(layer.OffsetOf(tensor.Role), tensor.Length))
                {
                    if (Math.Abs(value) <= most) continue;
                    string remedy = format == WeightFormat.Half && Math.Abs(value) <= MostOfABFloat16 ? "; BFloat16 has the range of a float" : "";
                    return $"a weight of layer {Literal.Of(layer.Number)} is {NumberText.Rounded(value, digits: 6)}, which {format} can't hold{remedy}";
                }
            }
        }

        return null;
    }
}

/// <summary>A tensor of a layer in fewer bits.</summary>
/// <param name="Layer">The layer, of the network that is compiled.</param>
/// <param name="Role">Which of its tensors.</param>
/// <param name="Start">Index of its first number among the parameters.</param>
/// <param name="Tensor">Its numbers.</param>
internal sealed record RoundedPart(LayerSpec Layer, TensorRole Role, int Start, RoundedTensor Tensor);
