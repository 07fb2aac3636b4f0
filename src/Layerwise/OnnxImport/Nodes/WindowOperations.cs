using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxImport.Layouts;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>Nodes that move a window over positions: convolutions and pooling, and the borders around them.</summary>
/// <param name="builder">Takes the steps.</param>
/// <param name="budget">What constants may take that the file does not have.</param>
/// <param name="settle">Ends the function of single numbers that a value is.</param>
internal sealed class WindowOperations(ChainBuilder builder, MemoryBudget budget, Func<Flow, Flow> settle)
{
    // What a step takes without its numbers, which it shares.
    private const int StepBytes = 64;

    private readonly StepWindows _steps = new(builder, budget, settle);

    /// <summary>A Conv: its sums, and its biases where it has any.</summary>
    /// <exception cref="OnnxException">It is none that this library has.</exception>
    public Flow Convolve(OnnxNode node, Flow flow, PaddedFlow? padded, IReadOnlyList<object?> inputs)
    {
        if (inputs.Count < 2 || inputs[1] is not Constant weights) throw node.Fault("its second input is computed from the samples; expected constant weights.");
        bool isSound = weights.IsFloat && weights.Shape.Length is 3 or 4 && weights.Count > 0;
        if (!isSound) throw node.Fault($"its weights have the shape {TensorShape.Text(weights.Shape)}; expected floats [filters, channels / groups, kernel], along one axis or two.");
        if (padded is { Number: not 0 }) throw node.Fault($"a Pad puts {padded.Number} around its input; expected 0.");
        int filters = (int)weights.Shape[0];
        Constant? biases = inputs.Count > 2 && inputs[2] is { } third ? third as Constant ?? throw node.Fault("its third input is computed from the samples; expected constant biases.") : null;
        if (biases is not null && !(biases.IsFloat && biases.Count == filters)) throw node.Fault($"its biases have the shape {TensorShape.Text(biases.Shape)}; expected one for each of {filters} filters.");
        if (flow.Shape?.HasSteps == true) return Shifted(node, _steps.Convolve(node, flow, padded, weights), biases);
        IReadOnlyList<int> input = InputOf(node, flow);
        int part = (int)weights.Shape[1];
        int channels = input[input.Count - 1];
        long groups = node.Integer("group", 1);
        long[] kernel = weights.Shape.AsSpan(2).ToArray();
        bool fits = kernel.Length == input.Count - 1 && groups >= 1 && groups * part == channels && filters % groups == 0;
        if (!fits)
        {
            throw node.Fault(
                $"its weights of shape {TensorShape.Text(weights.Shape)} in {groups} groups don't fit its input of shape {flow.Shape}; expected [filters, channels / groups, kernel].");
        }

        var axes = new WindowAxes(node, input, kernel, padded);
        int place = settle(flow).Place;
        ProductStep product = builder.ShapeAt(place) is { Count: 1 }
            ? PointProduct(node, axes, channels, filters, (int)groups, weights)
            : Product(node, axes.Window(channels, filters) with { Groups = (int)groups }, weights);
        return Shifted(node, Flow.Plain(node, builder.Add(place, product), RowShape.ChannelsFirst(flow.Shape!.Dimensions[0], axes.Output(filters))), biases);
    }

    /// <summary>A product of the channels of each position.</summary>
    public Flow MultiplyChannels(OnnxNode node, Flow flow, Constant weights, bool isTransposed)
    {
        int place = settle(flow).Place;
        IReadOnlyList<int> shape = builder.ShapeAt(place)!;
        int channels = (int)weights.Shape[isTransposed ? 1 : 0];
        int filters = (int)weights.Shape[isTransposed ? 0 : 1];
        WindowAxisInfo[] axes = [.. shape.Take(shape.Count - 1).Select(static size => new WindowAxisInfo(size, 1, 1, 1, 0, 0))];
        WindowInfo window = WindowAxes.Checked(node, new(axes.Length > 1 ? axes[0] : null, axes[axes.Length - 1], channels, filters));
        place = builder.Add(place, new ProductStep(node.Name, channels, filters, weights.Floats, isTransposed) { Window = window });
        return Flow.Plain(node, place, flow.Shape!.WithChannels(filters));
    }

    /// <summary>A MaxPool or an AveragePool.</summary>
    /// <exception cref="OnnxException">It is none that this library has.</exception>
    public Flow Pool(OnnxNode node, Flow flow, PaddedFlow? padded, bool isMax)
    {
        IReadOnlyList<int> input = InputOf(node, flow);
        IReadOnlyList<long> kernel = node.Attribute("kernel_shape")?.Integers ?? [];
        if (kernel.Count != input.Count - 1) throw node.Fault($"its window has {kernel.Count} axes, and its input has the shape {flow.Shape}; expected one for each axis of positions.");
        if (padded is not null && !(isMax ? double.IsNegativeInfinity(padded.Number) : padded.Number == 0))
        {
            throw node.Fault($"a Pad puts {padded.Number} around its input, which would count as input; expected {(isMax ? "-inf" : "0")}.");
        }

        var axes = new WindowAxes(node, input, kernel, padded) { RoundsUp = node.Integer("ceil_mode", 0) != 0 };
        if (axes.IsDilated) throw node.Fault("its window has gaps (dilations), and a pooling layer has none.");
        int channels = input[input.Count - 1];
        WindowInfo window = axes.Window(channels, channels) with { IsMax = isMax };
        bool countsZeros = !isMax && window.Axes.Any(static axis => axis.Before + axis.After > 0) && (padded is not null || node.Integer("count_include_pad", 0) != 0);
        if (countsZeros && axes.RoundsUp) throw node.Fault("it counts zeros behind the border (count_include_pad) and rounds up (ceil_mode); expected one of both.");

        // Over the only position there is it changes nothing, and what comes behind it may have a window, too.
        bool isWhole = window.Axes.Any(static axis => axis.Size > 1) && window.Axes.All(static axis => axis.Results == 1 && axis.Kernel >= axis.Size + axis.Before);
        if (!isMax && !countsZeros && isWhole) window = Whole(node, window.Input);
        int place = builder.Add(settle(flow).Place, countsZeros ? Mean(node, window) : new PoolStep(node.Name, window));
        return Flow.Plain(node, place, RowShape.ChannelsFirst(flow.Shape!.Dimensions[0], axes.Output(channels)));
    }

    /// <summary>A pooling layer over all positions.</summary>
    /// <exception cref="OnnxException">There are no positions.</exception>
    public Flow PoolAll(OnnxNode node, Flow flow, bool isMax)
    {
        IReadOnlyList<int> input = InputOf(node, flow);
        WindowInfo window = Whole(node, input);
        int place = builder.Add(settle(flow).Place, new PoolStep(node.Name, isMax ? window with { IsMax = true, IsGlobal = false } : window));
        return Flow.Plain(node, place, RowShape.ChannelsFirst(flow.Shape!.Dimensions[0], [.. input.Take(input.Count - 1).Select(static _ => 1), input[input.Count - 1]]));
    }

    /// <summary>The mean of each channel, where a ReduceMean takes it; null where it takes another.</summary>
    public Flow? Mean(OnnxNode node, Flow flow, IReadOnlyList<long> axes)
    {
        bool isOfPositions = builder.ChannelsAt(flow.Place) is { } count && flow.Shape?.ArePositions(axes, count) == true;
        if (!isOfPositions) return null;
        Flow settled = settle(flow);
        IReadOnlyList<int> shape = builder.ShapeAt(settled.Place)!;
        int channels = shape[shape.Count - 1];
        return Flow.Plain(node, builder.Add(settled.Place, new PoolStep(node.Name, Whole(node, shape))), flow.Shape!.WithoutPositions(axes, channels, node.Integer("keepdims", 1) != 0));
    }

    /// <summary>The first positions of a convolution, where zeros at both ends have made more: those in front are left. Null where a Slice takes something else.</summary>
    public Flow? Crop(OnnxNode node, Flow flow, long axis, long end)
    {
        if (flow.Shape?.HasSteps == true) return _steps.Crop(node, flow, axis, end);
        if (flow.Shape?.ChannelsFirst() is not { } shape) return null;
        int index = (int)(axis < 0 ? axis + flow.Shape.Rank : axis) - 2;
        if (index < 0 || index >= shape.Count - 1) return null;
        long count = Math.Min(end < 0 ? end + shape[index] : end, shape[index]);
        if (count < 1) return null;
        Flow settled = settle(flow);
        if (builder.Crop(settled.Place, window => Cropped(window, index, (int)count), steps => budget.Take(steps, StepBytes)) is not { } place) return null;
        int[] left = [.. shape];
        left[index] = (int)count;
        return Flow.Plain(node, place, RowShape.ChannelsFirst(flow.Shape.Dimensions[0], left));
    }

    /// <summary>Where the inputs of a filter lie in the file, which has the positions of each channel together; null where that is the order of all.</summary>
    public static int[]? RowsOf(int positions, int part, MemoryBudget budget)
    {
        if (positions == 1 || part == 1) return null;
        budget.Take((long)positions * part, sizeof(int));
        return [.. Enumerable.Range(0, positions * part).Select(i => (i % part * positions) + (i / part))];
    }

    /// <summary>What a Pad puts around a value.</summary>
    /// <exception cref="OnnxException">It puts something else there, or takes something away.</exception>
    public static object Pad(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        RowShape shape = flow.Shape ?? throw node.Fault("the file does not say the shape of its input.");
        Constant? Input(int index) => inputs.Count > index ? inputs[index] as Constant : null;
        string mode = node.Attribute("mode")?.Text ?? "";
        if (mode is not ("" or "constant")) throw node.Fault($"its mode is {FileText.Quote(mode)}; expected 'constant'.");
        IReadOnlyList<long> pads = Input(1) is { IsFloat: false } given ? given.Integers : node.Attribute("pads")?.Integers ?? [];
        long[] axes = Input(3) is { IsFloat: false } some ? some.Integers : [.. Enumerable.Range(0, shape.Rank).Select(static i => (long)i)];
        if (pads.Count != 2 * axes.Length) throw node.Fault($"it has {pads.Count} pads for {axes.Length} axes; expected two constant numbers for each.");
        float number = Input(2) is { IsFloat: true, Count: 1 } value ? value.Floats[0] : node.Single("value", 0);
        long[] before = new long[shape.Rank];
        long[] after = new long[shape.Rank];
        for (int i = 0; i < axes.Length; i++)
        {
            long axis = axes[i] < 0 ? axes[i] + shape.Rank : axes[i];
            bool isBorder = pads[i] is >= 0 and <= WindowAxes.Most && pads[axes.Length + i] is >= 0 and <= WindowAxes.Most;
            bool fits = isBorder && axis >= 0 && axis < shape.Rank && (axis > 0 || pads[i] + pads[axes.Length + i] == 0);
            if (!fits) throw node.Fault($"it has the pads {string.Join(", ", pads)}; expected at least 0 for each axis, and 0 for the samples.");
            before[axis] = pads[i];
            after[axis] = pads[axes.Length + i];
        }

        return before.Concat(after).All(static size => size == 0) ? flow : new PaddedFlow(flow, before, after, number);
    }

    private static WindowInfo? Cropped(WindowInfo window, int index, int count)
    {
        if (index >= window.Axes.Count) return null;
        WindowAxisInfo axis = window.Axes[index] with { After = 0 };
        long missing = ((count - 1L) * axis.Stride) + ((axis.Kernel - 1L) * axis.Dilation) + 1 - axis.Before - axis.Size;
        if (missing < 0) return null;
        axis = axis with { After = (int)missing };
        return window.Vertical is not null && index == 0 ? window with { Vertical = axis } : window with { Horizontal = axis };
    }

    private static WindowInfo Whole(OnnxNode node, IReadOnlyList<int> shape)
    {
        WindowAxisInfo[] axes = [.. shape.Take(shape.Count - 1).Select(static size => new WindowAxisInfo(size, size, 1, 1, 0, 0))];
        int channels = shape[shape.Count - 1];
        return WindowAxes.Checked(node, new(axes.Length > 1 ? axes[0] : null, axes[axes.Length - 1], channels, channels) { IsGlobal = true });
    }

    // [filters, channels / groups, kernel] in the file, where each filter lies together.
    private ProductStep Product(OnnxNode node, WindowInfo window, Constant weights)
    {
        int positions = window.Axes.Aggregate(1, static (count, axis) => count * axis.Kernel);
        int part = window.Channels / window.Groups;
        return new ProductStep(node.Name, positions * part, window.Filters, weights.Floats, IsTransposed: true) { Rows = RowsOf(positions, part, budget), Window = window };
    }

    private Flow Shifted(OnnxNode node, Flow flow, Constant? biases)
    {
        if (biases is null) return flow;
        budget.Take(biases.Count, sizeof(double));
        var scales = new UnitScales([1], Array.ConvertAll(biases.Floats, static bias => (double)bias));
        return Flow.Plain(node, builder.Add(flow.Place, new ScaleStep(scales)), flow.Shape);
    }

    // Where no positions are left, as behind the mean over all of them, one is a sample.
    private static ProductStep PointProduct(OnnxNode node, WindowAxes axes, int channels, int filters, int groups, Constant weights) => axes.IsPoint && groups == 1
        ? new ProductStep(node.Name, channels, filters, weights.Floats, IsTransposed: true)
        : throw node.Fault("its input has no positions any more; expected a window of 1, and one group.");

    // Zeros that are counted are those of a depthwise convolution whose weights are all alike.
    private ProductStep Mean(OnnxNode node, WindowInfo window)
    {
        int positions = window.Axes.Aggregate(1, static (count, axis) => count * axis.Kernel);
        budget.Take((long)positions * window.Channels, sizeof(float));
        return new ProductStep(node.Name, positions, window.Channels, [.. Enumerable.Repeat(1f / positions, positions * window.Channels)], IsTransposed: false)
        {
            Window = window with { Groups = window.Channels },
        };
    }

    private IReadOnlyList<int> InputOf(OnnxNode node, Flow flow)
    {
        RowShape shape = flow.Shape ?? throw node.Fault("the file does not say the shape of its input.");
        if (shape.HasSteps) throw node.Fault("it pools the steps of sequences, of which each has an answer; expected no pooling there. What an answer to a whole sequence goes by, a recurrent layer hands on with its last step.");
        IReadOnlyList<int>? positions = shape.ChannelsFirst();
        bool isOther = positions is not null && builder.ShapeAt(flow.Place) is { } there && !WithoutOnes(positions).SequenceEqual(WithoutOnes(there));
        return positions is null || isOther
            ? throw node.Fault($"its input of shape {shape} is not what the nodes before it make of positions and channels; expected [samples, channels, length] or [samples, channels, height, width].")
            : positions;
    }

    private static IEnumerable<int> WithoutOnes(IReadOnlyList<int> shape) => [.. shape.Take(shape.Count - 1).Where(static size => size != 1), shape[shape.Count - 1]];
}
