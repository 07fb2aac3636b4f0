using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport.Layouts;

/// <summary>
/// Where an input has positions: as the first window sees them that moves over it. A file has its channels before its positions, or last with a Transpose behind; a network takes
/// them last in any case.
/// </summary>
internal static class InputLayout
{
    /// <summary>Its shape as a network takes it, and its numbers counted so; null where no window moves over it before something else is done with it.</summary>
    /// <param name="nodes">The nodes, in an order in which they can be computed.</param>
    /// <param name="input">The input.</param>
    /// <param name="constantOf">A constant of the file by name; null where there is none.</param>
    public static (IReadOnlyList<int> Shape, RowShape Counted)? Of(IEnumerable<OnnxNode> nodes, OnnxValue input, Func<string, Constant?> constantOf)
    {
        if (RowShape.Of(input) is not { } whole) return null;
        var seen = new Dictionary<string, RowShape> { [input.Name] = whole };
        foreach (OnnxNode node in nodes.Where(static node => node.Outputs.Count > 0))
        {
            if (node.Inputs.Find(seen.ContainsKey) is not { } read) continue;
            RowShape shape = seen[read];
            if (Operations.MovesWindow(node.Operation)) return Found(whole, shape);
            if (Behind(node, shape, constantOf) is { } behind) seen[node.Outputs[0]] = behind;
        }

        return null;
    }

    private static (IReadOnlyList<int> Shape, RowShape Counted)? Found(RowShape whole, RowShape shape)
    {
        if (shape.Rank is not (3 or 4)) return null;
        int[] positions = [.. Enumerable.Range(2, shape.Rank - 2)];
        AxisPart[] order = [.. shape.PartsOf(positions), .. shape.PartsOf([1])];
        return ([.. positions.Select(i => (int)shape.Dimensions[i]), (int)shape.Dimensions[1]], whole.Counted(order));
    }

    private static RowShape? Behind(OnnxNode node, RowShape shape, Func<string, Constant?> constantOf)
    {
        Constant? second = node.Input(1) is { } name ? constantOf(name) : null;
        return node.Operation switch
        {
            "Gemm" or "MatMul" or "Shape" => null,
            "Flatten" => shape.Flattened(node.Integer("axis", 1)),
            "Reshape" => second is { IsFloat: false } ? shape.Reshaped(second.Integers, node.Integer("allowzero", 0) != 0) : null,
            "Squeeze" => shape.Squeezed(ConstantOperations.Axes(node, second)),
            "Unsqueeze" => shape.Unsqueezed(ConstantOperations.Axes(node, second) ?? []),
            "Transpose" => shape.Transposed(node.Attribute("perm")?.Integers ?? []),
            _ => shape,
        };
    }
}
