using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Traits;

namespace Layerwise.Generator.Weights;

/// <summary>The layers of a file as attributes: what a class with the same layers declares.</summary>
internal static class LayerAttributes
{
    private const double SlopeTolerance = 1e-6;

    /// <summary>The attribute of one, without brackets.</summary>
    public static string Text(LayerSpec layer)
    {
        bool hasSlope = layer.Traits.Slope != SlopeRole.None && layer.Slope != layer.Traits.DefaultSlope;
        return $"Layer({Literal.Of(layer.FanIn)}, {Literal.Of(layer.FanOut)}, Activation.{layer.Activation}"
            + (hasSlope ? $", Slope = {Literal.Of(layer.Slope)}" : "")
            + (layer.HasBias ? "" : ", Bias = false")
            + ")";
    }

    /// <summary>Why declared layers are not those of a file; null where they are. What only training needs makes no difference.</summary>
    public static string? ReasonAgainst(EquatableArray<LayerSpec> declared, IReadOnlyList<LayerSpec> found)
    {
        if (declared.Any(static layer => layer.Head.Length > 0)) return "it has layers in a row with one output, and the class has outputs by name";
        if (declared.Count != found.Count) return $"it has {Literal.Of(found.Count)} layers, and the class declares {Literal.Of(declared.Count)}";
        for (int l = 0; l < found.Count; l++)
        {
            if (declared[l].ResidualSpan > 0 || declared[l].ActivatesInputs) return "it has layers in a row, and the class has residual connections or another order";
            if (!IsLike(declared[l], found[l])) return $"its layer {Literal.Of(l + 1)} is [{Text(found[l])}]";
        }

        return null;
    }

    // A slope that is learned is whatever the file has.
    private static bool IsLike(LayerSpec declared, LayerSpec found) =>
        declared.Kind == found.Kind
        && declared.FanIn == found.FanIn
        && declared.FanOut == found.FanOut
        && (declared.Activation == found.Activation || (declared.Traits.HasLearnedSlope && found.Traits.IsKink))
        && (declared.HasBias || declared.BatchNormalization || !found.HasBias)
        && (!found.Traits.HasConstantSlope || declared.Traits.HasLearnedSlope
            || Math.Abs(declared.Slope - found.Slope) <= SlopeTolerance * Math.Max(1, found.Slope));
}
