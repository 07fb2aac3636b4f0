using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxImport.Layouts;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>Nodes that lay out the numbers of a sample otherwise, or take some of them.</summary>
/// <param name="builder">Takes the steps.</param>
/// <param name="budget">What constants may take that the file does not have.</param>
/// <param name="steps">Ends what is taken apart.</param>
/// <param name="windows">Takes positions apart.</param>
internal sealed class ShapeOperations(ChainBuilder builder, MemoryBudget budget, FlowSteps steps, WindowOperations windows)
{
    /// <summary>What a node leaves of a value that changes nothing in inference.</summary>
    /// <exception cref="OnnxException">It is in training mode.</exception>
    public static Flow Dropout(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        bool isTraining = inputs.Count > 2 && inputs[2] is not null && (inputs[2] is not Constant { IsFloat: false } mode || mode.Integers.Any(static on => on != 0));
        return isTraining ? throw node.Fault("it is in training mode; export the network for inference.") : flow;
    }

    /// <summary>A Cast.</summary>
    /// <exception cref="OnnxException">It makes no floats.</exception>
    public static Flow Cast(OnnxNode node, Flow flow) => TensorElements.IsFloat((ElementKind)node.Integer("to", 0))
        ? flow
        : throw node.Fault($"it casts to the type {node.Integer("to", 0)}; expected one of floats.");

    /// <summary>A Shape: the numbers of a shape, in which the counts of samples and steps stand for themselves.</summary>
    /// <exception cref="OnnxException">Nothing says the shape.</exception>
    public static Constant ShapeOf(OnnxNode node, Flow flow)
    {
        RowShape shape = flow.Shape ?? throw Operations.NoShape(node);
        long[] numbers = shape.Numbers() ?? throw node.Fault($"it reads the shape {shape}, in which a dimension counts something else than samples, steps or numbers.");
        long first = Math.Min(Math.Max(Place(node.Integer("start", 0)), 0), numbers.Length);
        long end = Math.Min(Math.Max(Place(node.Integer("end", numbers.Length)), first), numbers.Length);
        return Constant.Of([end - first], numbers.AsSpan((int)first, (int)(end - first)).ToArray());

        long Place(long index) => index < 0 ? index + numbers.Length : index;
    }

    /// <summary>A node that lays the numbers of a sample out otherwise.</summary>
    /// <exception cref="OnnxException">It mixes samples, or numbers.</exception>
    public Flow Reshape(OnnxNode node, Flow flow, Func<RowShape, RowShape?> reshape)
    {
        RowShape shape = steps.ShapeOfRows(flow) ?? throw Operations.NoShape(node);
        return reshape(shape) is { } after
            ? flow with { Shape = after }
            : throw node.Fault($"it does not leave the numbers of each sample of shape {shape} together and in their order.");
    }

    /// <summary>A Slice: of the numbers of each sample, of the first positions, or the last step.</summary>
    /// <exception cref="OnnxException">It takes something else.</exception>
    public Flow Slice(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        long[]? starts = List(1, "starts");
        long[]? ends = List(2, "ends");
        long[] axes = List(3, "axes") ?? [.. Enumerable.Range(0, starts?.Length ?? 0).Select(static i => (long)i)];
        bool isEach = (List(4, "steps") ?? [1]).All(static step => step == 1);
        bool isSound = isEach && starts?.Length == axes.Length && ends?.Length == axes.Length && axes.Length is > 0 and <= OnnxTensor.MostDimensions;
        if (!isSound) throw node.Fault("expected constant bounds for each axis, and steps of 1.");
        int[] cut = [.. Enumerable.Range(0, axes.Length).Where(i => starts![i] != 0 || ends![i] < int.MaxValue)];
        if (cut.Length > 1) throw node.Fault("it takes parts along several axes; expected one.");
        return cut.Length == 0 ? flow : Slice(node, flow, axes[cut[0]], starts![cut[0]], ends![cut[0]]);

        long[]? List(int input, string attribute) =>
            inputs.Count > input && inputs[input] is { } given ? (given as Constant)?.Integers ?? [0, 0] : node.Attribute(attribute)?.Integers.ToArray();
    }

    /// <summary>A Gather of one number of a dimension: of the last step, of one number of each sample, or of all that a dimension of size 1 has.</summary>
    /// <exception cref="OnnxException">It takes something else.</exception>
    public Flow Gather(OnnxNode node, Flow flow, Constant indices)
    {
        RowShape shape = steps.ShapeOfRows(flow) ?? throw Operations.NoShape(node);
        long axis = node.Integer("axis", 0);
        if (indices.IsFloat || indices.Count != 1 || indices.Shape.Length > 1) throw node.Fault($"it takes {indices.Count} numbers; expected one.");
        long index = indices.Integers[0];
        Flow taken = shape.IsOne(axis) && index is 0 or -1 ? flow with { Shape = shape } : Slice(node, flow, axis, index, index == -1 ? long.MaxValue : index + 1);
        return indices.Shape.Length > 0 ? taken : taken with { Shape = taken.Shape!.Squeezed([axis < 0 ? axis + shape.Rank : axis]) };
    }

    /// <summary>The parts that a Split makes of the numbers of each sample, one for each of its outputs.</summary>
    /// <exception cref="OnnxException">It splits something else, or into something else.</exception>
    public Flow[] Split(OnnxNode node, Flow flow, Constant? sizes)
    {
        int count = node.Outputs.Count;
        long axis = node.Integer("axis", 0);
        long width = WidthOf(node, flow, axis);
        long each = (width + count - 1) / Math.Max(count, 1);
        IReadOnlyList<long> given = sizes?.Integers ?? node.Attribute("split")?.Integers ?? [.. Enumerable.Range(0, count).Select(i => Math.Min(each, width - (i * each)))];
        bool fit = given.Count == count && given.All(size => size >= 1 && size <= width) && given.Sum() == width;
        if (!fit) throw node.Fault($"it splits {width} numbers into others than its outputs.");
        var parts = new Flow[count];
        long first = 0;
        for (int i = 0; i < count; first += given[i++]) parts[i] = Part(node, flow, axis, first, given[i]);
        return parts;
    }

    private Flow Slice(OnnxNode node, Flow flow, long axis, long start, long end)
    {
        if (flow.Shape is { } shape && shape.IsSteps(axis))
        {
            if (start == 0 && shape.IsLastStep(axis, end - 1)) return flow;
            bool isLast = shape.IsLastStep(axis, start) && (end >= int.MaxValue || shape.IsLastStep(axis, end - 1));
            return isLast ? flow with { Shape = shape.LastStep(axis) } : throw node.Fault($"it takes steps from {start} to {end} of sequences of shape {shape}; expected all of them, or the last one.");
        }

        if (start == 0 && windows.Crop(node, flow, axis, end) is { } cropped) return cropped;
        if (flow.Shape?.IsLonger(axis) == true)
        {
            throw node.Fault($"it takes steps from {start} to {end} of sequences of shape {flow.Shape}, behind whose last step a window has made more of zeros; expected all but these.");
        }

        long width = WidthOf(node, flow, axis);
        long first = Math.Max(0, start < 0 ? start + width : start);
        long behind = Math.Min(width, end < 0 ? end + width : end);
        return first < behind ? Part(node, flow, axis, first, behind - first) : throw node.Fault($"it takes nothing of {width} numbers.");
    }

    private long WidthOf(OnnxNode node, Flow flow, long axis)
    {
        RowShape shape = steps.ShapeOfRows(flow) ?? throw Operations.NoShape(node);
        bool isAll = (shape.Rank == 2 || shape.HasSteps) && shape.IsAllIn(axis) && shape.IsInOrder;
        return isAll ? shape.Width : throw node.Fault($"its axis {axis} does not take all numbers of each sample of shape {shape}.");
    }

    private Flow Part(OnnxNode node, Flow flow, long axis, long first, long count)
    {
        RowShape shape = steps.ShapeOfRows(flow)!;
        int place = builder.Part(steps.Settle(flow).Place, (int)shape.Width, (int)first, (int)count, node.Name, numbers => budget.Take(numbers, sizeof(double)));
        return Flow.Plain(node, place, shape.WithSize(axis, count));
    }
}
