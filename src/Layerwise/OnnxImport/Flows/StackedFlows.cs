using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport.Flows;

/// <summary>What several layers remember last, behind each other in a dimension of their own, as PyTorch's h_n has it: a node takes that of one layer.</summary>
/// <param name="Flows">Each of them, that dimension of size 1.</param>
/// <param name="Axis">The dimension.</param>
internal sealed record StackedFlows(IReadOnlyList<Flow> Flows, long Axis)
{
    /// <summary>What a node makes of values that are stacked, or to stack; null where it does something else.</summary>
    /// <exception cref="OnnxException">It takes several.</exception>
    public static object? Compute(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        if (inputs.Count == 0) return null;
        if (inputs[0] is StackedFlows stacked) return stacked.Take(node, inputs);
        long axis = node.Integer("axis", 0);
        bool stacks = node.Operation == "Concat" && inputs.All(input => input is Flow { Shape: { HasSteps: false } shape } && shape.Rank == 3 && shape.IsOne(axis));
        return stacks ? new StackedFlows([.. inputs.Cast<Flow>()], axis) : null;
    }

    private object Take(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        if (node.Operation is "Identity" or "Cast") return this;
        Constant? second = inputs.Count > 1 ? inputs[1] as Constant : null;
        Constant? third = inputs.Count > 2 ? inputs[2] as Constant : null;
        Constant? fourth = inputs.Count > 3 ? inputs[3] as Constant : null;
        long? first = null;
        if (node.Operation == "Gather" && second is { IsFloat: false, Count: 1 } && IsAxis(node.Integer("axis", 0))) first = second.Integers[0];
        if (node.Operation == "Slice")
        {
            IReadOnlyList<long> starts = second?.Integers ?? node.Attribute("starts")?.Integers ?? [];
            IReadOnlyList<long> ends = third?.Integers ?? node.Attribute("ends")?.Integers ?? [];
            IReadOnlyList<long> axes = fourth?.Integers ?? node.Attribute("axes")?.Integers ?? [0];
            bool isOne = starts.Count == 1 && ends.Count == 1 && axes.Count == 1 && IsAxis(axes[0]) && (ends[0] == starts[0] + 1 || (starts[0] == -1 && ends[0] >= Flows.Count));
            if (isOne) first = starts[0];
        }

        long index = first is < 0 ? first.Value + Flows.Count : first ?? -1;
        if (index < 0 || index >= Flows.Count) throw node.Fault($"it reads what {Flows.Count} layers remember last; that is read where a Gather or Slice takes one of them. {Operations.Supported}");
        Flow taken = Flows[(int)index];
        return node.Operation == "Gather" && second!.Shape.Length == 0 ? taken with { Shape = taken.Shape!.Squeezed([Axis]) } : taken;
    }

    private bool IsAxis(long axis) => axis == Axis || axis + Flows[0].Shape!.Rank == Axis || axis - Flows[0].Shape!.Rank == Axis;
}
