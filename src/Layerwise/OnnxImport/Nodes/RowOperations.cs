using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxImport.Layouts;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>Nodes that work on all numbers of a sample, or of a position: normalizations, and activations that depend on all.</summary>
/// <param name="builder">Takes the steps.</param>
/// <param name="opset">The version of the operations.</param>
/// <param name="budget">What constants may take.</param>
/// <param name="steps">Ends what is normalized.</param>
internal sealed class RowOperations(ChainBuilder builder, long opset, MemoryBudget budget, FlowSteps steps)
{
    private const int FirstOpsetWithSoftmaxOverOneAxis = 13;
    private const float UsualEpsilon = 1e-5f;

    /// <summary>A BatchNormalization.</summary>
    /// <exception cref="OnnxException">It is none of constants that fit.</exception>
    public Flow Normalize(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        const int Tensors = 5;
        if (node.Integer("training_mode", 0) != 0) throw node.Fault("it is in training mode; export the network for inference.");
        Constant[] constants = [.. inputs.Skip(1).OfType<Constant>()];
        if (inputs.Count != Tensors || constants.Length != Tensors - 1) throw node.Fault("expected constant scales, biases, means and variances.");
        int width = constants[0].Count;
        RowShape shape = flow.Shape ?? RowShape.Of(width);
        bool fits = width > 0 && shape.Rank > 1 && shape.Dimensions[1] == width && constants.All(constant => constant.IsFloat && constant.Count == width);
        if (!fits) throw node.Fault($"its {width} scales don't fit the inputs of shape {shape}; expected one for each number, or each channel, of a sample.");
        long[] alignment = [width, .. Enumerable.Repeat(1L, shape.Rank - 2)];
        float[][] numbers = [.. constants.Select(constant => steps.Numbers(flow, shape, constant.WithShape(alignment))!)];
        budget.Take(numbers[0].Length, constants.Length * sizeof(double));
        double[][] values = [.. numbers.Select(static numbers => Array.ConvertAll(numbers, static x => (double)x))];
        return Normalized(node, flow, shape, ChainNormalization.OfBatch(values[0], values[1], values[2], values[3], node.Single("epsilon", UsualEpsilon)));
    }

    /// <summary>A LayerNormalization or RMSNormalization.</summary>
    /// <exception cref="OnnxException">It is none of constants that fit, or not over all numbers of a sample or a position.</exception>
    public Flow NormalizeRows(OnnxNode node, Flow flow, NormalizationKind kind, Constant? factors, object? addends)
    {
        RowShape shape = steps.ShapeOfRows(flow) ?? (factors is not null ? RowShape.Of(factors.Count) : throw Operations.NoShape(node));
        long axis = node.Integer("axis", -1);
        long width = IsOverChannels(flow, shape, axis) ? builder.ChannelsAt(flow.Place)!.Value : shape.IsAllFrom(axis) ? shape.Width : 0;
        float[]? gamma = width > 0 && factors is not null ? steps.Numbers(flow, shape, factors) : null;
        float[]? beta = width > 0 && addends is Constant shifts ? steps.Numbers(flow, shape, shifts) : null;
        bool fits = gamma?.Length == width && (addends is null || beta?.Length == width);
        if (!fits)
        {
            throw node.Fault($"expected constant scales and shifts, one for each number of a sample of shape {shape} or for each channel, and an axis from which on are all of these.");
        }

        budget.Take(width, 2 * sizeof(double));
        return Normalized(node, flow, shape, new ChainNormalization(
            kind,
            Array.ConvertAll(gamma!, static x => (double)x),
            beta is null ? new double[width] : Array.ConvertAll(beta, static x => (double)x),
            node.Single("epsilon", UsualEpsilon)));
    }

    /// <summary>The spelling of a normalization of rows, node by node; scales and shifts behind it become part of it. Null where a node is no part of one.</summary>
    public object? OfRows(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        object? result = RowPart.Compute(node, inputs);
        if (result is not RowPart { Part: RowPartKind.Normalized } rows) return result;
        RowShape shape = steps.ShapeOfRows(rows.Of) ?? throw Operations.NoShape(node);
        bool isOfChannels = !shape.IsAllIn(rows.Axes);
        long width = isOfChannels ? builder.ChannelsAt(rows.Of.Place)!.Value : shape.Width;
        budget.Take(width, 2 * sizeof(double));
        NormalizationKind kind = rows.IsCentred ? NormalizationKind.Layer : NormalizationKind.RootMeanSquare;
        double[] gamma = [.. Enumerable.Repeat(1.0, (int)width)];
        return Normalized(node, rows.Of, shape, new ChainNormalization(kind, gamma, new double[gamma.Length], rows.Epsilon));
    }

    /// <summary>Whether a ReduceMean takes the mean of each sample, or of each position.</summary>
    public bool IsOverSample(OnnxNode node, Flow flow, Constant? axes) =>
        node.Integer("keepdims", 1) != 0
        && steps.ShapeOfRows(flow) is { } shape
        && ConstantOperations.Axes(node, axes) is { Count: > 0 } all
        && (shape.IsAllIn(all) || (all.Count == 1 && builder.ChannelsAt(flow.Place) is { } channels && shape.IsChannels(all[0], channels)));

    /// <summary>A Softmax or LogSoftmax.</summary>
    /// <exception cref="OnnxException">It is not over all numbers of a sample or a position.</exception>
    public Flow RowwiseActivation(OnnxNode node, Flow flow)
    {
        RowShape? shape = steps.ShapeOfRows(flow);
        bool isOld = opset < FirstOpsetWithSoftmaxOverOneAxis;
        long axis = node.Integer("axis", isOld ? 1 : -1);
        bool isOverSample = shape is not null && (isOld ? shape.IsAllFrom(axis) || IsOverChannels(flow, shape, axis)
            : shape.IsAllIn(axis) || (builder.ChannelsAt(flow.Place) is { } channels && shape.IsChannels(axis, channels)));
        if (!isOverSample) throw node.Fault($"its axis {axis} does not take all numbers of each sample of shape {shape}.");
        Activation activation = node.Operation == "Softmax" ? Activation.Softmax : Activation.LogSoftmax;
        return Flow.Plain(node, steps.Activate(steps.Settle(flow).Place, node, activation, 0), shape);
    }

    // Of positions, where nothing but the channels comes behind them in the file.
    private bool IsOverChannels(Flow flow, RowShape shape, long axis) =>
        axis is -1 or > 0 && (axis == -1 || axis == shape.Rank - 1) && builder.ChannelsAt(flow.Place) is { } channels && shape.IsChannels(axis, channels);

    private Flow Normalized(OnnxNode node, Flow flow, RowShape shape, ChainNormalization normalization) =>
        Flow.Plain(node, builder.Add(steps.Settle(flow).Place, new NormalizeStep(normalization)), shape);
}
