using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>Nodes that samples go through: functions of single numbers are put together until they are an activation, the rest are steps at once.</summary>
internal sealed class FlowOperations
{
    private readonly FlowSteps _steps;
    private readonly WindowOperations _windows;
    private readonly ProductOperations _products;
    private readonly RowOperations _rows;
    private readonly GroupOperations _groups;
    private readonly ShapeOperations _shapes;
    private readonly NumberOperations _numbers;
    private readonly RecurrentOperations _recurrent;
    private readonly JoinOperations _joins;

    /// <summary>Operations on nothing yet.</summary>
    /// <param name="builder">Takes the steps.</param>
    /// <param name="opset">The version of the operations.</param>
    /// <param name="budget">What constants may take that are applied to each number of a sample.</param>
    public FlowOperations(ChainBuilder builder, long opset, MemoryBudget budget)
    {
        _steps = new FlowSteps(builder, budget);
        _windows = new WindowOperations(builder, budget, _steps.Settle);
        _products = new ProductOperations(builder, budget, _steps, _windows);
        _rows = new RowOperations(builder, opset, budget, _steps);
        _groups = new GroupOperations(builder, budget, _steps);
        _shapes = new ShapeOperations(builder, budget, _steps, _windows);
        _numbers = new NumberOperations(builder, budget, _steps, new SumOperations(builder, budget, _steps));
        _recurrent = new RecurrentOperations(builder, budget, _steps);
        _joins = new JoinOperations(builder, budget, _steps);
    }

    /// <summary>What a node makes of its inputs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">
    /// A <see cref="Flow"/>, <see cref="RowPart"/>, <see cref="NegativePart"/>, <see cref="PaddedFlow"/>, <see cref="StackedFlows"/> or <see cref="Constant"/> each; null for one
    /// that is left out.
    /// </param>
    /// <param name="isOnlyReader">Whether the first flow among them is read by this node alone.</param>
    /// <exception cref="OnnxException">The node is none that this library has, or not in this place.</exception>
    public object Compute(OnnxNode node, IReadOnlyList<object?> inputs, bool isOnlyReader)
    {
        if (node.Domain.Length > 0) throw Unknown(node);
        if (inputs.OfType<NegativePart>().Any())
        {
            if (_numbers.OfNegativePart(node, inputs) is { } whole) return whole;
            inputs = [.. inputs.Select(input => input is NegativePart part ? _steps.Whole(part) : input)];
        }

        PaddedFlow? padded = inputs.Count > 0 ? inputs[0] as PaddedFlow : null;
        if (padded is not null && node.Operation is not ("Conv" or "MaxPool" or "AveragePool")) return padded.Then(node, ConstantOperations.Axes(node, inputs.Count > 1 ? inputs[1] as Constant : null));
        if (StackedFlows.Compute(node, inputs) is { } stacked) return stacked;
        if (inputs.OfType<JoinedFlows>().FirstOrDefault() is { } joined) return node.Operation is "Identity" or "Cast" ? joined : throw joined.Fault();
        if (node.Operation == "Concat" && inputs.All(static input => input is Flow)) return _joins.Join(node, [.. inputs.Cast<Flow>()]);
        if ((padded?.Of ?? (inputs.Count > 0 ? inputs[0] : null)) is Flow flow)
        {
            Constant? second = inputs.Count > 1 ? inputs[1] as Constant : null;
            switch (node.Operation)
            {
                case "Gemm": return _products.Gemm(node, flow, inputs);
                case "MatMul": return _products.MatMul(node, flow, second);
                case "Conv": return _windows.Convolve(node, flow, padded, inputs);
                case "MaxPool" or "AveragePool": return _windows.Pool(node, flow, padded, isMax: node.Operation == "MaxPool");
                case "GlobalAveragePool" or "GlobalMaxPool": return _windows.PoolAll(node, flow, isMax: node.Operation == "GlobalMaxPool");
                case "Pad": return WindowOperations.Pad(node, flow, inputs);
                case "BatchNormalization": return _rows.Normalize(node, flow, inputs);
                case "LayerNormalization": return _rows.NormalizeRows(node, flow, NormalizationKind.Layer, second, inputs.Count > 2 ? inputs[2] : null);
                case "GroupNormalization": return _groups.Normalize(node, flow, second, inputs.Count > 2 ? inputs[2] as Constant : null);
                case "InstanceNormalization": return _groups.NormalizeInstances(node, flow, second, inputs.Count > 2 ? inputs[2] as Constant : null);
                case "RMSNormalization": return _rows.NormalizeRows(node, flow, NormalizationKind.RootMeanSquare, second, addends: null);
                case "ReduceMean" when ConstantOperations.Axes(node, second) is { } axes && _windows.Mean(node, flow, axes) is { } mean: return mean;
                case "ReduceMean" when _rows.IsOverSample(node, flow, second): return RowPart.Mean(flow, ConstantOperations.Axes(node, second)!);
                case "Softmax" or "LogSoftmax": return _rows.RowwiseActivation(node, flow);
                case "Dropout": return ShapeOperations.Dropout(node, flow, inputs);
                case "Identity": return flow;
                case "Cast": return ShapeOperations.Cast(node, flow);
                case "Shape": return ShapeOperations.ShapeOf(node, flow);
                case "Flatten": return _shapes.Reshape(node, flow, shape => shape.Flattened(node.Integer("axis", 1)));
                case "Reshape": return _shapes.Reshape(node, flow, shape => second is { IsFloat: false } ? shape.Reshaped(second.Integers, node.Integer("allowzero", 0) != 0) : null);
                case "Squeeze": return _shapes.Reshape(node, flow, shape => shape.Squeezed(ConstantOperations.Axes(node, second)));
                case "Unsqueeze": return _shapes.Reshape(node, flow, shape => shape.Unsqueezed(ConstantOperations.Axes(node, second) ?? []));
                case "Transpose": return _shapes.Reshape(node, flow, shape => shape.Transposed(node.Attribute("perm")?.Integers ?? []));
                case "Clip": return NumberOperations.Clip(node, flow, inputs);
                case "Slice": return _shapes.Slice(node, flow, inputs);
                case "Gather" when second is not null: return _shapes.Gather(node, flow, second);
            }
        }

        if (inputs.OfType<RowPart>().Any()) return _rows.OfRows(node, inputs) ?? throw Unknown(node);
        return _numbers.Compute(node, inputs, isOnlyReader) ?? throw Unknown(node);
    }

    /// <summary>What a node makes that writes several values; null where it writes one.</summary>
    /// <exception cref="OnnxException">It is none that this library has, or not in this place.</exception>
    public IReadOnlyList<object>? ComputeSeveral(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        if (node.Domain.Length > 0 || inputs.Count == 0 || inputs[0] is not Flow flow) return null;
        if (Operations.Remembers(node)) return _recurrent.Compute(node, flow, inputs);
        return node.Operation == "Split" ? _shapes.Split(node, flow, inputs.Count > 1 ? inputs[1] as Constant : null) : null;
    }

    /// <summary>The branches that a value was joined from last; null where it was not.</summary>
    public JoinedFlows? PartsOf(object? value) => _joins.PartsOf(value);

    /// <summary>Ends the function of single numbers: what it is becomes a step, and the result begins anew.</summary>
    /// <exception cref="OnnxException">It is no activation.</exception>
    public Flow Settle(Flow flow) => _steps.Settle(flow);

    /// <summary>The same of a flow that nothing was added to.</summary>
    /// <exception cref="OnnxException">It is no activation.</exception>
    public Flow Settle(NegativePart part) => _steps.Settle(part);

    private static OnnxException Unknown(OnnxNode node) => node.Fault($"this operation is not read. {Operations.Supported}");
}
