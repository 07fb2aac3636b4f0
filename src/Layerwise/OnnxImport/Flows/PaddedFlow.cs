using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport.Flows;

/// <summary>A value with a border that a Pad has put around it: the window that moves over it next reaches over the border of the value itself.</summary>
/// <param name="Of">The value.</param>
/// <param name="Before">How much in front, for each dimension of the file.</param>
/// <param name="After">How much behind.</param>
/// <param name="Number">What stands there.</param>
internal sealed record PaddedFlow(Flow Of, long[] Before, long[] After, double Number)
{
    /// <summary>What a node makes of it that moves no window over it.</summary>
    /// <param name="node">The node.</param>
    /// <param name="axes">Where it adds dimensions, if it does.</param>
    /// <exception cref="OnnxException">It is one that reads the border, too.</exception>
    public PaddedFlow Then(OnnxNode node, IReadOnlyList<long>? axes)
    {
        if (node.Operation is "Identity" or "Cast") return this;
        if (node.Operation == "Unsqueeze" && axes is { } added && Of.Shape?.Unsqueezed(added) is { } longer)
        {
            var before = Before.ToList();
            var after = After.ToList();
            foreach (int axis in added.Select(axis => (int)(axis < 0 ? axis + longer.Rank : axis)).OrderBy(static axis => axis))
            {
                before.Insert(axis, 0);
                after.Insert(axis, 0);
            }

            return this with { Of = Of with { Shape = longer }, Before = [.. before], After = [.. after] };
        }

        IReadOnlyList<long> order = node.Attribute("perm")?.Integers ?? [];
        return node.Operation == "Transpose" && Of.Shape?.Transposed(order) is { } shape
            ? this with { Of = Of with { Shape = shape }, Before = [.. order.Select(i => Before[i])], After = [.. order.Select(i => After[i])] }
            : throw node.Fault("it reads what a Pad has put around a value; that is read where a Conv or a pooling layer comes next.");
    }
}
