using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport.Flows;

/// <summary>
/// A multiple of min(0, z) with a factor for each unit: one half of a PReLU where an exporter spells it without the node, such as Relu(z) − α·Relu(−z). The other half is added
/// to it.
/// </summary>
/// <param name="Node">The node that multiplies by the factors.</param>
/// <param name="Of">The multiple of min(0, z), the same for all units.</param>
/// <param name="Factors">What each unit multiplies that by.</param>
internal sealed record NegativePart(OnnxNode Node, Flow Of, double[] Factors)
{
    /// <summary>Whether a flow is such a multiple.</summary>
    public static bool Is(Flow flow) => SampledCurve.AsKink(flow.ValuesAfter ?? flow.Values) is { Above: 0, Below: not 0 };

    /// <summary>What a node makes of such a part and a number; null where it is another one.</summary>
    public static NegativePart? Compute(OnnxNode node, IReadOnlyList<object?> inputs) => (node.Operation, inputs[0], inputs.Count > 1 ? inputs[1] : null) switch
    {
        ("Identity" or "Cast", NegativePart part, null) => part,
        ("Neg", NegativePart part, null) => part.Times(-1),
        ("Mul", NegativePart part, Constant { IsFloat: true, Count: 1 } number) => part.Times(number.Floats[0]),
        ("Mul", Constant { IsFloat: true, Count: 1 } number, NegativePart part) => part.Times(number.Floats[0]),
        ("Div", NegativePart part, Constant { IsFloat: true, Count: 1 } number) => part.Times(1.0 / number.Floats[0]),
        _ => null,
    };

    /// <summary>
    /// The slopes of the PReLU that the sum with another flow is, one for each unit; null where it is none.
    /// </summary>
    /// <param name="other">The other half: z itself, Relu(z), or Leaky ReLU.</param>
    /// <param name="sign">−1 where this part is subtracted.</param>
    public float[]? SlopesWith(Flow other, int sign)
    {
        if (other.Place != Of.Place || !ReferenceEquals(other.Before, Of.Before)) return null;
        bool isBehind = Of.Before is not null;
        if (SampledCurve.AsKink((isBehind ? other.ValuesAfter : other.Values)!) is not { Above: 1 } half) return null;
        double below = SampledCurve.AsKink((isBehind ? Of.ValuesAfter : Of.Values)!)!.Value.Below;
        float[] slopes = Array.ConvertAll(Factors, factor => (float)(half.Below + (sign * factor * below)));
        return Array.TrueForAll(slopes, static slope => !float.IsNaN(slope) && !float.IsInfinity(slope)) ? slopes : null;
    }

    private NegativePart Times(double number) => this with { Factors = Array.ConvertAll(Factors, factor => number * factor) };
}
