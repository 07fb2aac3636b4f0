using Layerwise.Chains;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport;

/// <summary>Nodes that samples go through: functions of single numbers are put together until they are an activation, the rest goes to the layers at once.</summary>
/// <param name="builder">Takes the layers.</param>
/// <param name="opset">The version of the operations.</param>
/// <param name="budget">What constants may take that are applied to each number of a sample.</param>
internal sealed class FlowOperations(ChainBuilder builder, long opset, MemoryBudget budget)
{
    private const int FirstOpsetWithSoftmaxOverOneAxis = 13;

    /// <summary>What a node makes of its inputs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">A <see cref="Flow"/> or <see cref="Constant"/> each; null for one that is left out.</param>
    /// <param name="isOnlyReader">Whether the first flow among them is read by this node alone.</param>
    /// <exception cref="OnnxException">The node is none that this library has, or not in this place.</exception>
    public object Compute(OnnxNode node, IReadOnlyList<object?> inputs, bool isOnlyReader)
    {
        if (node.Domain.Length > 0) throw Unknown(node);
        if (inputs.Count > 0 && inputs[0] is Flow flow)
        {
            Constant? second = inputs.Count > 1 ? inputs[1] as Constant : null;
            switch (node.Operation)
            {
                case "Gemm": return Gemm(node, flow, inputs);
                case "MatMul": return MatMul(node, flow, second);
                case "BatchNormalization": return Normalize(node, flow, inputs);
                case "Softmax" or "LogSoftmax": return RowwiseActivation(node, flow);
                case "Dropout": return Dropout(node, flow, inputs);
                case "Identity": return flow;
                case "Cast": return Cast(node, flow);
                case "Shape": return ShapeOf(node, flow);
                case "Flatten": return Reshape(node, flow, shape => shape.Flattened(node.Integer("axis", 1)));
                case "Reshape": return Reshape(node, flow, shape => second is { IsFloat: false } ? shape.Reshaped(second.Integers, node.Integer("allowzero", 0) != 0) : null);
                case "Squeeze": return Reshape(node, flow, shape => shape.Squeezed(ConstantOperations.Axes(node, second)));
                case "Unsqueeze": return Reshape(node, flow, shape => shape.Unsqueezed(ConstantOperations.Axes(node, second) ?? []));
                case "Transpose": return Reshape(node, flow, shape => shape.Transposed(node.Attribute("perm")?.Integers ?? []));
                case "Clip": return Clip(node, flow, inputs);
            }
        }

        return OfNumbers(node, inputs, isOnlyReader) ?? throw Unknown(node);
    }

    /// <summary>Ends the function of single numbers: what it is goes to the layers, and the result begins anew.</summary>
    /// <exception cref="OnnxException">It is no activation, or another node has ended one from the same layer.</exception>
    public Flow Settle(Flow flow, OnnxNode? reader)
    {
        if (flow.Version != builder.Version)
        {
            OnnxNode node = reader ?? flow.Node!;
            throw node.Fault($"it reads what was computed before the last layer, beside it: branches are not read. {Operations.Supported}");
        }

        if (flow.IsPlain) return flow;
        OnnxNode writer = flow.Node!;
        if (flow.IsOnlyBefore) Scale(flow.Before!);
        else if (SampledCurve.AsAffine(flow.Values) is { } affine) Scale(affine);
        else if (SampledCurve.AsActivation(flow.Values) is { } activation) Activate(writer, activation.Activation, activation.Slope);
        else if (flow.ValuesAfter is { } after && SampledCurve.AsActivation(after) is { } behind)
        {
            Scale(flow.Before!);
            Activate(writer, behind.Activation, behind.Slope);
        }
        else if (flow.BeforeLast is { } earlier)
        {
            _ = Settle(earlier, reader);
            Scale(flow.Last!);
        }
        else throw writer.Fault($"what it ends is none of this library's activations, as a curve. {Operations.Supported}");
        return Flow.Plain(writer, builder.Version, flow.Shape);
    }

    private static OnnxException Unknown(OnnxNode node) => node.Fault($"this operation is not read. {Operations.Supported}");

    private void Activate(OnnxNode node, Activation activation, float slope) =>
        builder.Activate(activation, slope, message => node.Fault($"{message} {Operations.Supported}"));

    private void Scale(Affine affine) => builder.Scale(new UnitScales([affine.Factor], [affine.Addend]));

    private Flow Gemm(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        if (node.Integer("transA", 0) != 0) throw node.Fault("it transposes its inputs (transA), and so mixes samples.");
        bool isTransposed = node.Integer("transB", 0) != 0;
        Flow product = Multiply(node, flow, inputs.Count > 1 ? inputs[1] as Constant : null, isTransposed);
        double alpha = node.Single("alpha", 1);
        if (alpha != 1) builder.Scale(new UnitScales([alpha], [0]));
        product = Flow.Plain(node, builder.Version, product.Shape);
        if (inputs.Count < 3 || inputs[2] is null) return product;
        if (inputs[2] is not Constant biases) throw node.Fault("its third input is computed from the samples; expected constant biases.");
        double beta = node.Single("beta", 1);
        return PerUnit(node, product, biases, bias => (1, beta * bias));
    }

    private Flow MatMul(OnnxNode node, Flow flow, Constant? weights)
    {
        if (weights is null || weights.Shape.Length != 1) return Multiply(node, flow, weights, isTransposed: false);
        Flow product = Multiply(node, flow, weights.WithShape([weights.Shape[0], 1]), isTransposed: false);
        return product with { Shape = product.Shape!.WithoutLast() };
    }

    private Flow Multiply(OnnxNode node, Flow flow, Constant? weights, bool isTransposed)
    {
        if (weights is null) throw node.Fault("its second input is computed from the samples; expected constant weights.");
        if (!weights.IsFloat || weights.Shape.Length != 2 || weights.Count == 0)
        {
            throw node.Fault($"its weights have the shape {TensorShape.Text(weights.Shape)}; expected floats [inputs, outputs], or [outputs, inputs] where Gemm transposes them.");
        }

        int fanIn = (int)weights.Shape[isTransposed ? 1 : 0];
        int fanOut = (int)weights.Shape[isTransposed ? 0 : 1];
        RowShape shape = flow.Shape ?? RowShape.Of(fanIn);
        if (shape.Width != fanIn || !shape.IsAllIn(-1)) throw node.Fault($"its weights take {fanIn} numbers, but its inputs have the shape {shape}.");
        _ = Settle(flow, node);
        builder.Multiply(node.Name, fanIn, fanOut, weights.Floats, isTransposed, node.Fault);
        return Flow.Plain(node, builder.Version, shape.WithLast(fanOut));
    }

    private Flow Normalize(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        const int Tensors = 5;
        if (node.Integer("training_mode", 0) != 0) throw node.Fault("it is in training mode; export the network for inference.");
        Constant[] constants = [.. inputs.Skip(1).OfType<Constant>()];
        if (inputs.Count != Tensors || constants.Length != Tensors - 1) throw node.Fault("expected constant scales, biases, means and variances.");
        int width = constants[0].Count;
        RowShape shape = flow.Shape ?? RowShape.Of(width);
        bool fits = shape.Width == width && shape.IsAllIn(1) && constants.All(constant => constant.IsFloat && constant.Count == width);
        if (!fits) throw node.Fault($"its {width} scales don't fit the inputs of shape {shape}; expected one for each number of a sample.");
        budget.Take(width, constants.Length * sizeof(double));
        double[][] values = [.. constants.Select(static constant => Array.ConvertAll(constant.Floats, static x => (double)x))];
        _ = Settle(flow, node);
        builder.Normalize(new ChainNormalization(values[0], values[1], values[2], values[3], node.Single("epsilon", 1e-5f)));
        return Flow.Plain(node, builder.Version, shape);
    }

    private Flow RowwiseActivation(OnnxNode node, Flow flow)
    {
        RowShape? shape = flow.Shape ?? (builder.Width is { } width ? RowShape.Of(width) : null);
        bool isOld = opset < FirstOpsetWithSoftmaxOverOneAxis;
        long axis = node.Integer("axis", isOld ? 1 : -1);
        bool isOverSample = shape is not null && (isOld ? shape.IsAllFrom(axis) : shape.IsAllIn(axis));
        if (!isOverSample) throw node.Fault($"its axis {axis} does not take all numbers of each sample of shape {shape}.");
        _ = Settle(flow, node);
        Activate(node, node.Operation == "Softmax" ? Activation.Softmax : Activation.LogSoftmax, 0);
        return Flow.Plain(node, builder.Version, shape);
    }

    private static Flow Dropout(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        bool isTraining = inputs.Count > 2 && inputs[2] is not null && (inputs[2] is not Constant { IsFloat: false } mode || mode.Integers.Any(static on => on != 0));
        return isTraining ? throw node.Fault("it is in training mode; export the network for inference.") : flow;
    }

    private static Flow Cast(OnnxNode node, Flow flow) => TensorElements.IsFloat((ElementKind)node.Integer("to", 0))
        ? flow
        : throw node.Fault($"it casts to the type {node.Integer("to", 0)}; expected one of floats.");

    private static Constant ShapeOf(OnnxNode node, Flow flow)
    {
        if (flow.Shape is null) throw node.Fault("the file does not say the shape of its input.");
        long[] dimensions = flow.Shape.Dimensions.ToArray();
        dimensions[0] = Constant.Batch;
        return Constant.Of([dimensions.Length], dimensions);
    }

    private Flow Reshape(OnnxNode node, Flow flow, Func<RowShape, RowShape?> reshape)
    {
        RowShape shape = flow.Shape ?? (builder.Width is { } width ? RowShape.Of(width) : throw node.Fault("the file does not say the shape of its input."));
        return reshape(shape) is { } after
            ? flow with { Shape = after }
            : throw node.Fault($"it does not leave the numbers of each sample of shape {shape} together and in their order.");
    }

    // Bounds are attributes before opset 11.
    private static Flow Clip(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        double low = Bound(1, node.Attribute("min"), double.NegativeInfinity);
        double high = Bound(2, node.Attribute("max"), double.PositiveInfinity);
        return flow.Then(node, x => Elementwise.Clip(x, low, high));

        double Bound(int input, OnnxAttribute? attribute, double none)
        {
            if (inputs.Count <= input || inputs[input] is null) return attribute?.Single ?? none;
            return inputs[input] is Constant { IsFloat: true, Count: 1 } bound ? bound.Floats[0] : throw node.Fault("its bounds are not constant numbers.");
        }
    }

    private Flow? OfNumbers(OnnxNode node, IReadOnlyList<object?> inputs, bool isOnlyReader)
    {
        if (inputs.Any(static input => input is null)) return null;
        if (node.Operation == "Where" && inputs.Count == 3) return Choice(node, inputs);
        if (inputs.Count == 1) return inputs[0] is Flow flow && Elementwise.Unary(node) is { } unary ? flow.Then(node, unary) : null;
        if (inputs.Count != 2 || Elementwise.Binary(node) is not { } binary) return null;
        return (inputs[0], inputs[1]) switch
        {
            (Flow first, Flow second) => Together(node, first, second).With(node, second, binary),
            (Flow first, Constant { IsFloat: true } second) => WithConstant(node, first, second, isOnlyReader, constantIsFirst: false, binary),
            (Constant { IsFloat: true } first, Flow second) => WithConstant(node, second, first, isOnlyReader, constantIsFirst: true, binary),
            _ => null,
        };
    }

    private Flow WithConstant(OnnxNode node, Flow flow, Constant constant, bool isOnlyReader, bool constantIsFirst, Func<double, double, double> binary)
    {
        float[] values = constant.Floats;
        if (values.Length == 0) throw node.Fault("its constant is empty.");
        budget.Take(values.Length, sizeof(float));
        if (values.All(value => value == values[0]) && (values.Length == 1 || flow.Shape?.IsOneForEach(constant) == true))
        {
            double number = values[0];
            return AffineOf(node, number, constantIsFirst) is { } affine
                ? flow.Scaled(node, new Affine(affine.Factor, affine.Addend), isOnlyReader)
                : flow.Then(node, constantIsFirst ? x => binary(number, x) : x => binary(x, number));
        }

        if (AffineOf(node, 1, constantIsFirst) is null) throw node.Fault($"its constant has {values.Length} different numbers; expected one, for all units.");
        return PerUnit(node, Settle(flow, node), constant, value => AffineOf(node, value, constantIsFirst)!.Value);
    }

    private Flow PerUnit(OnnxNode node, Flow flow, Constant constant, Func<double, (double Factor, double Addend)> affine)
    {
        RowShape shape = flow.Shape ?? RowShape.Of(constant.Count);
        bool fits = constant.IsFloat && (constant.Count == 1 || shape.IsOneForEach(constant));
        if (!fits) throw node.Fault($"its constant of shape {TensorShape.Text(constant.Shape)} does not fit samples of shape {shape}; expected one number for each of a sample, or for all.");
        budget.Take(constant.Count, 2 * sizeof(double));
        (double Factor, double Addend)[] affines = Array.ConvertAll(constant.Floats, value => affine(value));
        builder.Scale(new UnitScales([.. affines.Select(static a => a.Factor)], [.. affines.Select(static a => a.Addend)]));
        return Flow.Plain(node, builder.Version, shape);
    }

    private static (double Factor, double Addend)? AffineOf(OnnxNode node, double constant, bool constantIsFirst) => node.Operation switch
    {
        "Add" => (1, constant),
        "Sub" => constantIsFirst ? (-1, constant) : (1, -constant),
        "Mul" => (constant, 0),
        "Div" when !constantIsFirst => (1 / constant, 0),
        _ => null,
    };

    private Flow Choice(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        Flow first = inputs.OfType<Flow>().First();
        double[][] values = [.. inputs.Select(input => input switch
        {
            Flow flow => Together(node, first, flow) is not null ? flow.Values : [],
            Constant { IsFloat: true, Count: 1 } constant => Array.ConvertAll(SampledCurve.Places, _ => (double)constant.Floats[0]),
            _ => throw node.Fault("one of its constants is not a number."),
        })];
        return new Flow(node, first.Version, first.Shape, [.. values[0].Select((isTrue, i) => isTrue != 0 ? values[1][i] : values[2][i])]);
    }

    private Flow Together(OnnxNode node, Flow first, Flow second)
    {
        bool areTogether = first.Version == builder.Version && second.Version == builder.Version
            && (first.Shape is null || second.Shape is null || first.Shape.IsLike(second.Shape));
        return areTogether ? first : throw node.Fault($"it joins two branches: residual connections and gates are not read. {Operations.Supported}");
    }
}
