using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport.Layouts;

/// <summary>
/// Which dimension of an input counts steps and which samples: as the first recurrent node sees them that it leads to, or a convolution over as many positions as somebody brings.
/// </summary>
internal static class SequenceLayout
{
    // What nothing of the input stands for: a dimension of size 1 that a node has added.
    private const int Added = -1;

    /// <summary>Its shape; null where no node remembers anything, and no window moves over a dimension that is left open.</summary>
    /// <param name="nodes">The nodes, in an order in which they can be computed.</param>
    /// <param name="input">The input.</param>
    /// <param name="constantOf">A constant of the file by name; null where there is none.</param>
    /// <exception cref="OnnxException">The input brings no sequences of steps with a fixed size.</exception>
    public static RowShape? Of(IReadOnlyList<OnnxNode> nodes, OnnxValue input, Func<string, Constant?> constantOf)
    {
        int rank = input.Shape?.Count ?? 0;
        bool isOpen = rank > 2 && input.Shape!.Skip(1).Count(static size => size == OnnxValue.AnySize) == 1
            && nodes.Any(static node => node.Operation == "Conv" && node.Domain.Length == 0);
        bool remembers = nodes.Any(Operations.Remembers);
        if (!isOpen && !remembers) return null;
        if (rank is < 2 or > OnnxTensor.MostDimensions)
        {
            throw new OnnxException($"The input {Runtime.FileText.Quote(input.Name)} has {rank} dimensions; expected [samples, steps, numbers], or [steps, samples, numbers].");
        }

        // Most have the samples first, and where nothing says so they have them there.
        (int Samples, int Steps)? found = Found(nodes, input, rank, constantOf);
        if (found is null && !remembers) return null;
        (int samples, int steps) = found ?? (rank > 2 ? (0, 1) : (Added, 0));
        return RowShape.OfSequences(input, samples, steps);
    }

    private static (int Samples, int Steps)? Found(IReadOnlyList<OnnxNode> nodes, OnnxValue input, int rank, Func<string, Constant?> constantOf)
    {
        var seen = new Dictionary<string, int[]> { [input.Name] = [.. Enumerable.Range(0, rank)] };
        foreach (OnnxNode node in nodes.Where(static node => node.Outputs.Count > 0))
        {
            if (node.Inputs.Find(seen.ContainsKey) is not { } read) continue;
            int[] axes = seen[read];
            if (Operations.Remembers(node))
            {
                if (axes.Length != 3) return null;
                bool areSamplesFirst = node.Integer("layout", 0) != 0;
                (int samples, int steps) = areSamplesFirst ? (axes[0], axes[1]) : (axes[1], axes[0]);
                return steps == Added ? null : (samples, steps);
            }

            if (node.Operation == "Conv" && node.Domain.Length == 0) return Moved(axes, input);
            if (Behind(node, axes, constantOf) is { } behind) seen[node.Outputs[0]] = behind;
        }

        return null;
    }

    // A signal is also written as a picture of height 1, or of width 1.
    private static (int Samples, int Steps)? Moved(int[] axes, OnnxValue input)
    {
        int[] moved = [.. axes.Skip(2).Where(axis => axis != Added)];
        int[] wide = [.. moved.Where(axis => input.Shape![axis] != 1)];
        int[] found = wide.Length > 0 ? wide : moved;
        return axes.Length is 3 or 4 && found.Length == 1 ? (axes[0], found[0]) : null;
    }

    private static int[]? Behind(OnnxNode node, int[] axes, Func<string, Constant?> constantOf)
    {
        Constant? second = node.Input(1) is { } name ? constantOf(name) : null;
        switch (node.Operation)
        {
            case "Gemm" or "Shape" or "Flatten" or "Reshape" or "Gather" or "Concat":
                return null;
            case "Transpose":
                long[] order = [.. node.Attribute("perm")?.Integers ?? []];
                bool isOrder = order.Length == axes.Length && order.All(i => i >= 0 && i < axes.Length);
                return isOrder ? [.. order.Select(i => axes[i])] : null;
            case "Unsqueeze" when ConstantOperations.Axes(node, second) is { Count: 1 } added:
                int place = (int)Math.Min(added[0] < 0 ? added[0] + axes.Length + 1 : added[0], axes.Length);
                return place < 0 ? null : [.. axes.Take(place), Added, .. axes.Skip(place)];
            case "Squeeze" when ConstantOperations.Axes(node, second) is { } dropped:
                return [.. axes.Where((_, i) => !dropped.Contains(i) && !dropped.Contains(i - axes.Length))];
            default:
                return axes;
        }
    }
}
