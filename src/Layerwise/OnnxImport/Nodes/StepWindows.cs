using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxImport.Layouts;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>Convolutions over the steps of sequences: each step has an answer from those so far, and none follows the last one.</summary>
/// <param name="builder">Takes the steps.</param>
/// <param name="budget">What constants may take that the file does not have.</param>
/// <param name="settle">Ends the function of single numbers that a value is.</param>
internal sealed class StepWindows(ChainBuilder builder, MemoryBudget budget, Func<Flow, Flow> settle)
{
    // What a step takes without its numbers, which it shares.
    private const int StepBytes = 64;

    /// <summary>The sums of a Conv, whose weights and biases are known to be floats.</summary>
    /// <param name="node">The node.</param>
    /// <param name="flow">What it reads.</param>
    /// <param name="padded">What a Pad has put around that; null for nothing.</param>
    /// <param name="weights">[filters, channels / groups, kernel], along one axis or two.</param>
    /// <exception cref="OnnxException">It does not go over the steps, or sees some that are still to come.</exception>
    public Flow Convolve(OnnxNode node, Flow flow, PaddedFlow? padded, Constant weights)
    {
        RowShape shape = flow.Shape!;
        if (shape.StepsBehindNumbers() is not { } axis || weights.Shape.Length != shape.Rank)
        {
            throw node.Fault($"its input has the shape {shape}, and its weights {TensorShape.Text(weights.Shape)}; expected [samples, channels, steps] of sequences, and [filters, channels / groups, kernel].");
        }

        int channels = (int)shape.Width;
        long filters = weights.Shape[0];
        long part = weights.Shape[1];
        long groups = node.Integer("group", 1);
        bool fits = groups >= 1 && groups <= channels && groups * part == channels && filters % groups == 0;
        if (!fits) throw node.Fault($"its weights of shape {TensorShape.Text(weights.Shape)} in {groups} groups don't fit its input of shape {shape}; expected [filters, channels / groups, kernel].");
        int kernel = 1;
        int dilation = 1;
        int behind = 0;
        for (int a = 2; a < shape.Rank; a++)
        {
            WindowAxisInfo window = Axis(node, a, shape.Rank - 2, weights.Shape[a], padded, isOfSteps: a == axis);
            if (a == axis) (kernel, dilation, behind) = (window.Kernel, window.Dilation, window.After);
        }

        _ = WindowAxes.Checked(node, new(null, new WindowAxisInfo(1, kernel, 1, dilation, (kernel - 1) * dilation, behind), channels, (int)filters));
        ProductStep product = ProductStep.OverSteps(node.Name, channels, (int)filters, kernel, dilation, (int)groups, weights.Floats, isTransposed: true);
        if (behind > 0 && product.Window is null) throw node.Fault($"it puts {behind} zeros behind the last step of a sequence; expected none, because no step follows.");
        if (product.Window is { } moving)
        {
            WindowInfo window = moving with { Horizontal = moving.Horizontal with { After = behind } };
            product = product with { Window = window, Rows = WindowOperations.RowsOf(kernel, (int)part, budget) };
        }

        return Flow.Plain(node, builder.Add(settle(flow).Place, product), shape.Convolved(filters, axis, behind));
    }

    /// <summary>The steps of a convolution that zeros behind the last one have not made. Null where a Slice takes something else.</summary>
    public Flow? Crop(OnnxNode node, Flow flow, long axis, long end)
    {
        if (flow.Shape?.IsLonger(axis) != true) return null;
        long steps = flow.Shape.Dimensions[(int)(axis < 0 ? axis + flow.Shape.Rank : axis)];
        bool isOfSequence = end == Constant.Steps;
        long dropped = isOfSequence ? 0 : end < 0 ? -end : steps - end;
        Flow settled = settle(flow);
        int more = (Product(settled.Place) as ProductStep)?.Window?.Horizontal.After ?? 0;
        int? place = builder.Crop(settled.Place, window => isOfSequence || window.Horizontal.After == dropped ? Cropped(window) : null, count => budget.Take(count, StepBytes));
        return place is { } found ? Flow.Plain(node, found, flow.Shape.Cropped(axis, more)) : null;
    }

    private static WindowInfo Cropped(WindowInfo window) => window with { Horizontal = window.Horizontal with { After = 0 } };

    private ChainStep? Product(int place)
    {
        while (builder.StepTo(place) is not (null or ProductStep)) place = builder.Before(place);
        return builder.StepTo(place);
    }

    // All zeros stand in front of the first step; those behind the last one somebody has to take away again.
    private static WindowAxisInfo Axis(OnnxNode node, int axis, int axes, long kernel, PaddedFlow? padded, bool isOfSteps)
    {
        long stride = Number("strides", 1);
        long dilation = Number("dilations", 1);
        long extent = ((kernel - 1) * dilation) + 1;
        if (kernel < 1 || extent > WindowAxes.Most) throw node.Fault($"its window reaches over {extent} steps; expected 1 to {WindowAxes.Most}.");
        (long before, long after) = Pads(extent);
        before += padded?.Before[axis] ?? 0;
        after += padded?.After[axis] ?? 0;
        if (!isOfSteps)
        {
            if (kernel != 1 || before + after != 0) throw node.Fault($"its window sees {kernel} positions beside the steps of sequences, of which there is one; expected 1 without a border.");
            return default;
        }

        if (stride != 1) throw node.Fault($"it goes over every {stride}th step of a sequence; expected each (strides of 1), because each step has an answer.");
        if (before != extent - 1 || after > WindowAxes.Most)
        {
            throw node.Fault(
                $"its window sees {extent} steps of a sequence, with {before} zeros in front of the first step and {after} behind the last; "
                + $"expected {extent - 1} in front, so that each step has an answer from those so far.");
        }

        return new WindowAxisInfo(1, (int)kernel, 1, (int)dilation, (int)before, (int)after);

        long Number(string name, long usual)
        {
            IReadOnlyList<long> values = node.Attribute(name)?.Integers ?? [];
            if (values.Count == 0) return usual;
            bool fit = values.Count == axes && values.All(static value => value is >= 1 and <= WindowAxes.Most);
            return fit ? values[axis - 2] : throw node.Fault($"its {name} are {string.Join(", ", values)}; expected one number of at least 1 for each of {axes} axes.");
        }

        (long Before, long After) Pads(long reach)
        {
            string automatic = node.Attribute("auto_pad")?.Text ?? "";
            long half = (reach - 1) / 2;
            IReadOnlyList<long> pads = node.Attribute("pads")?.Integers ?? [];
            switch (automatic)
            {
                case "SAME_UPPER": return (half, reach - 1 - half);
                case "SAME_LOWER": return (reach - 1 - half, half);
                case "VALID": return (0, 0);
                case "" or "NOTSET" when pads.Count == 0: return (0, 0);
                case "" or "NOTSET":
                    bool fit = pads.Count == 2 * axes && pads.All(static pad => pad is >= 0 and <= WindowAxes.Most);
                    return fit ? (pads[axis - 2], pads[axes + axis - 2]) : throw node.Fault($"its pads are {string.Join(", ", pads)}; expected two numbers of at least 0 for each of {axes} axes.");
                default: throw node.Fault($"its auto_pad is {FileText.Quote(automatic)}; expected NOTSET, SAME_UPPER, SAME_LOWER or VALID.");
            }
        }
    }
}
