using Layerwise.Chains;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport;

/// <summary>Nodes that samples go through: functions of single numbers are put together until they are an activation, the rest are steps at once.</summary>
internal sealed class FlowOperations
{
    private const int FirstOpsetWithSoftmaxOverOneAxis = 13;
    private const float UsualEpsilon = 1e-5f;

    // Where a function of what stands at a place leads to, once one of its readers has ended it: all of its readers read that.
    private readonly Dictionary<double[], int> _settled = [];
    private readonly ChainBuilder _builder;
    private readonly long _opset;
    private readonly MemoryBudget _budget;
    private readonly WindowOperations _windows;

    /// <summary>Operations on nothing yet.</summary>
    /// <param name="builder">Takes the steps.</param>
    /// <param name="opset">The version of the operations.</param>
    /// <param name="budget">What constants may take that are applied to each number of a sample.</param>
    public FlowOperations(ChainBuilder builder, long opset, MemoryBudget budget)
    {
        _builder = builder;
        _opset = opset;
        _budget = budget;
        _windows = new WindowOperations(builder, budget, Settle);
    }

    /// <summary>What a node makes of its inputs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">A <see cref="Flow"/>, <see cref="RowPart"/>, <see cref="NegativePart"/>, <see cref="PaddedFlow"/> or <see cref="Constant"/> each; null for one that is left out.</param>
    /// <param name="isOnlyReader">Whether the first flow among them is read by this node alone.</param>
    /// <exception cref="OnnxException">The node is none that this library has, or not in this place.</exception>
    public object Compute(OnnxNode node, IReadOnlyList<object?> inputs, bool isOnlyReader)
    {
        if (node.Domain.Length > 0) throw Unknown(node);
        if (inputs.OfType<NegativePart>().Any())
        {
            if (OfNegativePart(node, inputs) is { } whole) return whole;
            inputs = [.. inputs.Select(input => input is NegativePart part ? Whole(part) : input)];
        }

        PaddedFlow? padded = inputs.Count > 0 ? inputs[0] as PaddedFlow : null;
        if (padded is not null && node.Operation is not ("Conv" or "MaxPool" or "AveragePool")) return padded.Then(node);
        if ((padded?.Of ?? (inputs.Count > 0 ? inputs[0] : null)) is Flow flow)
        {
            Constant? second = inputs.Count > 1 ? inputs[1] as Constant : null;
            switch (node.Operation)
            {
                case "Gemm": return Gemm(node, flow, inputs);
                case "MatMul": return MatMul(node, flow, second);
                case "Conv": return _windows.Convolve(node, flow, padded, inputs);
                case "MaxPool" or "AveragePool": return _windows.Pool(node, flow, padded, isMax: node.Operation == "MaxPool");
                case "GlobalAveragePool" or "GlobalMaxPool": return _windows.PoolAll(node, flow, isMax: node.Operation == "GlobalMaxPool");
                case "Pad": return WindowOperations.Pad(node, flow, inputs);
                case "BatchNormalization": return Normalize(node, flow, inputs);
                case "LayerNormalization": return NormalizeRows(node, flow, NormalizationKind.Layer, second, inputs.Count > 2 ? inputs[2] : null);
                case "RMSNormalization": return NormalizeRows(node, flow, NormalizationKind.RootMeanSquare, second, addends: null);
                case "ReduceMean" when ConstantOperations.Axes(node, second) is { } axes && _windows.Mean(node, flow, axes) is { } mean: return mean;
                case "ReduceMean" when IsOverSample(node, flow, second): return RowPart.Mean(flow, ConstantOperations.Axes(node, second)!);
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
                case "Slice": return Slice(node, flow, inputs);
            }
        }

        if (inputs.OfType<RowPart>().Any()) return OfRows(node, inputs) ?? throw Unknown(node);
        return OfNumbers(node, inputs, isOnlyReader) ?? throw Unknown(node);
    }

    /// <summary>The parts that a Split makes of the numbers of each sample, one for each of its outputs.</summary>
    /// <exception cref="OnnxException">It splits something else, or into something else.</exception>
    public Flow[] Split(OnnxNode node, Flow flow, Constant? sizes)
    {
        int count = node.Outputs.Count;
        long width = WidthOf(node, flow, node.Integer("axis", 0));
        long each = (width + count - 1) / Math.Max(count, 1);
        IReadOnlyList<long> given = sizes?.Integers ?? node.Attribute("split")?.Integers ?? [.. Enumerable.Range(0, count).Select(i => Math.Min(each, width - (i * each)))];
        bool fit = given.Count == count && given.All(size => size >= 1 && size <= width) && given.Sum() == width;
        if (!fit) throw node.Fault($"it splits {width} numbers into others than its outputs.");
        var parts = new Flow[count];
        long first = 0;
        for (int i = 0; i < count; first += given[i++]) parts[i] = Part(node, flow, first, given[i]);
        return parts;
    }

    /// <summary>Ends the function of single numbers: what it is becomes a step, and the result begins anew.</summary>
    /// <exception cref="OnnxException">It is no activation.</exception>
    public Flow Settle(Flow flow)
    {
        if (flow.IsPlain) return flow;
        if (!_settled.TryGetValue(flow.Values, out int place)) _settled[flow.Values] = place = Steps(flow);
        return Flow.Plain(flow.Node, place, flow.Shape);
    }

    /// <summary>The same of a flow that nothing was added to.</summary>
    /// <exception cref="OnnxException">It is no activation.</exception>
    public Flow Settle(NegativePart part) => Settle(Whole(part));

    private int Steps(Flow flow)
    {
        OnnxNode writer = flow.Node!;
        if (flow.IsOnlyBefore) return Scale(flow.Place, flow.Before!);
        if (SampledCurve.AsAffine(flow.Values) is { } affine) return Scale(flow.Place, affine);
        if (SampledCurve.AsActivation(flow.Values) is { } activation) return Activate(flow.Place, writer, activation.Activation, activation.Slope);
        if (flow.ValuesAfter is { } after && SampledCurve.AsActivation(after) is { } behind)
        {
            return Activate(Scale(flow.Place, flow.Before!), writer, behind.Activation, behind.Slope);
        }

        return flow.BeforeLast is { } earlier
            ? Scale(Settle(earlier).Place, flow.Last!)
            : throw writer.Fault($"what it ends is none of this library's activations, as a curve. {Operations.Supported}");
    }

    private static OnnxException NoShape(OnnxNode node) => node.Fault("the file does not say the shape of its input.");

    private static OnnxException Unknown(OnnxNode node) => node.Fault($"this operation is not read. {Operations.Supported}");

    private int Activate(int place, OnnxNode node, Activation activation, float slope) => _builder.Add(place, new ActivateStep(node.Name, activation, slope));

    private int Scale(int place, Affine affine) => _builder.Add(place, new ScaleStep(new UnitScales([affine.Factor], [affine.Addend])));

    private Flow Gemm(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        if (node.Integer("transA", 0) != 0) throw node.Fault("it transposes its inputs (transA), and so mixes samples.");
        bool isTransposed = node.Integer("transB", 0) != 0;
        Flow product = Multiply(node, flow, inputs.Count > 1 ? inputs[1] as Constant : null, isTransposed);
        double alpha = node.Single("alpha", 1);
        if (alpha != 1) product = product with { Place = Scale(product.Place, new Affine(alpha, 0)) };
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
        if (shape.Width != fanIn && _builder.ChannelsAt(flow.Place) == fanIn && shape.IsChannels(-1, fanIn)) return _windows.MultiplyChannels(node, flow, weights, isTransposed);
        if (shape.Width != fanIn || !shape.IsAllIn(-1)) throw node.Fault($"its weights take {fanIn} numbers, but its inputs have the shape {shape}.");
        var product = new ProductStep(node.Name, fanIn, fanOut, weights.Floats, isTransposed) { Rows = RowsOf(shape) };
        return Flow.Plain(node, _builder.Add(Settle(flow).Place, product), shape.WithLast(fanOut));
    }

    // Which row of the weights each number of a sample meets that the file counts in another order: channels before positions.
    private int[]? RowsOf(RowShape shape)
    {
        if (shape.IsInOrder) return null;
        _budget.Take(shape.Width, 2 * sizeof(int));
        int[] rows = new int[shape.Width];
        int[] places = shape.Places();
        for (int i = 0; i < places.Length; i++) rows[places[i]] = i;
        return rows;
    }

    private Flow Normalize(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
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
        float[][] numbers = [.. constants.Select(constant => Numbers(flow, shape, constant.WithShape(alignment))!)];
        _budget.Take(numbers[0].Length, constants.Length * sizeof(double));
        double[][] values = [.. numbers.Select(static numbers => Array.ConvertAll(numbers, static x => (double)x))];
        return Normalized(node, flow, shape, ChainNormalization.OfBatch(values[0], values[1], values[2], values[3], node.Single("epsilon", UsualEpsilon)));
    }

    private Flow NormalizeRows(OnnxNode node, Flow flow, NormalizationKind kind, Constant? factors, object? addends)
    {
        RowShape shape = ShapeOfRows(flow) ?? (factors is not null ? RowShape.Of(factors.Count) : throw NoShape(node));
        long axis = node.Integer("axis", -1);
        long width = IsOverChannels(flow, shape, axis) ? _builder.ChannelsAt(flow.Place)!.Value : shape.IsAllFrom(axis) ? shape.Width : 0;
        float[]? gamma = width > 0 && factors is not null ? Numbers(flow, shape, factors) : null;
        float[]? beta = width > 0 && addends is Constant shifts ? Numbers(flow, shape, shifts) : null;
        bool fits = gamma?.Length == width && (addends is null || beta?.Length == width);
        if (!fits)
        {
            throw node.Fault($"expected constant scales and shifts, one for each number of a sample of shape {shape} or for each channel, and an axis from which on are all of these.");
        }

        _budget.Take(width, 2 * sizeof(double));
        return Normalized(node, flow, shape, new ChainNormalization(
            kind,
            Array.ConvertAll(gamma!, static x => (double)x),
            beta is null ? new double[width] : Array.ConvertAll(beta, static x => (double)x),
            node.Single("epsilon", UsualEpsilon)));
    }

    // Of positions, where nothing but the channels comes behind them in the file.
    private bool IsOverChannels(Flow flow, RowShape shape, long axis) =>
        axis is -1 or > 0 && (axis == -1 || axis == shape.Rank - 1) && _builder.ChannelsAt(flow.Place) is { } channels && shape.IsChannels(axis, channels);

    // The numbers of a constant in the order of those of a sample; one for each channel where every position meets the same.
    private float[]? Numbers(Flow flow, RowShape? shape, Constant constant)
    {
        RowShape known = shape ?? ShapeOfRows(flow) ?? RowShape.Of(constant.Count);
        return known.Numbers(constant, _builder.ChannelsAt(flow.Place) ?? known.Width, _budget);
    }

    private Flow Normalized(OnnxNode node, Flow flow, RowShape shape, ChainNormalization normalization) =>
        Flow.Plain(node, _builder.Add(Settle(flow).Place, new NormalizeStep(normalization)), shape);

    // The spelling of a normalization of rows, node by node; scales and shifts behind it become part of it.
    private object? OfRows(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        object? result = RowPart.Compute(node, inputs);
        if (result is not RowPart { Part: RowPartKind.Normalized } rows) return result;
        RowShape shape = ShapeOfRows(rows.Of) ?? throw NoShape(node);
        bool isOfChannels = !shape.IsAllIn(rows.Axes);
        long width = isOfChannels ? _builder.ChannelsAt(rows.Of.Place)!.Value : shape.Width;
        _budget.Take(width, 2 * sizeof(double));
        NormalizationKind kind = rows.IsCentred ? NormalizationKind.Layer : NormalizationKind.RootMeanSquare;
        double[] gamma = [.. Enumerable.Repeat(1.0, (int)width)];
        return Normalized(node, rows.Of, shape, new ChainNormalization(kind, gamma, new double[gamma.Length], rows.Epsilon));
    }

    private bool IsOverSample(OnnxNode node, Flow flow, Constant? axes) =>
        node.Integer("keepdims", 1) != 0
        && ShapeOfRows(flow) is { } shape
        && ConstantOperations.Axes(node, axes) is { Count: > 0 } all
        && (shape.IsAllIn(all) || (all.Count == 1 && _builder.ChannelsAt(flow.Place) is { } channels && shape.IsChannels(all[0], channels)));

    private RowShape? ShapeOfRows(Flow flow) => flow.Shape ?? (_builder.WidthAt(flow.Place) is { } width ? RowShape.Of(width) : null);

    private Flow RowwiseActivation(OnnxNode node, Flow flow)
    {
        RowShape? shape = ShapeOfRows(flow);
        bool isOld = _opset < FirstOpsetWithSoftmaxOverOneAxis;
        long axis = node.Integer("axis", isOld ? 1 : -1);
        bool isOverSample = shape is not null && (isOld ? shape.IsAllFrom(axis) || IsOverChannels(flow, shape, axis)
            : shape.IsAllIn(axis) || (_builder.ChannelsAt(flow.Place) is { } channels && shape.IsChannels(axis, channels)));
        if (!isOverSample) throw node.Fault($"its axis {axis} does not take all numbers of each sample of shape {shape}.");
        Activation activation = node.Operation == "Softmax" ? Activation.Softmax : Activation.LogSoftmax;
        return Flow.Plain(node, Activate(Settle(flow).Place, node, activation, 0), shape);
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
        if (flow.Shape is null) throw NoShape(node);
        long[] dimensions = flow.Shape.Dimensions.ToArray();
        dimensions[0] = Constant.Batch;
        return Constant.Of([dimensions.Length], dimensions);
    }

    private Flow Reshape(OnnxNode node, Flow flow, Func<RowShape, RowShape?> reshape)
    {
        RowShape shape = ShapeOfRows(flow) ?? throw NoShape(node);
        return reshape(shape) is { } after
            ? flow with { Shape = after }
            : throw node.Fault($"it does not leave the numbers of each sample of shape {shape} together and in their order.");
    }

    private Flow Slice(OnnxNode node, Flow flow, IReadOnlyList<object?> inputs)
    {
        long[]? starts = List(1, "starts");
        long[]? ends = List(2, "ends");
        long[] axes = List(3, "axes") ?? [0];
        bool isOne = starts?.Length == 1 && ends?.Length == 1 && axes.Length == 1 && (List(4, "steps") ?? [1]).All(static step => step == 1);
        if (!isOne) throw node.Fault("expected one axis, and steps of 1.");
        if (starts![0] == 0 && _windows.Crop(node, flow, axes[0], ends![0]) is { } cropped) return cropped;
        long width = WidthOf(node, flow, axes[0]);
        long first = Math.Max(0, starts[0] < 0 ? starts[0] + width : starts[0]);
        long end = Math.Min(width, ends![0] < 0 ? ends[0] + width : ends[0]);
        return first < end ? Part(node, flow, first, end - first) : throw node.Fault($"it takes nothing of {width} numbers.");

        long[]? List(int input, string attribute) =>
            inputs.Count > input && inputs[input] is { } given ? (given as Constant)?.Integers ?? [0, 0] : node.Attribute(attribute)?.Integers.ToArray();
    }

    private long WidthOf(OnnxNode node, Flow flow, long axis)
    {
        RowShape shape = ShapeOfRows(flow) ?? throw NoShape(node);
        return shape.Rank == 2 && shape.IsAllIn(axis) && shape.IsInOrder ? shape.Width : throw node.Fault($"its axis {axis} does not take all numbers of each sample of shape {shape}.");
    }

    private Flow Part(OnnxNode node, Flow flow, long first, long count)
    {
        long width = ShapeOfRows(flow)!.Width;
        int place = _builder.Part(Settle(flow).Place, (int)width, (int)first, (int)count, node.Name, numbers => _budget.Take(numbers, sizeof(double)));
        return Flow.Plain(node, place, RowShape.Of(count));
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

    private object? OfNumbers(OnnxNode node, IReadOnlyList<object?> inputs, bool isOnlyReader)
    {
        if (inputs.Any(static input => input is null)) return null;
        if (node.Operation == "Where" && inputs.Count == 3) return Choice(node, inputs);
        if (inputs.Count == 1) return inputs[0] is Flow flow && Elementwise.Unary(node) is { } unary ? flow.Then(node, unary) : null;
        if (node.Operation == "Pow" && inputs.Count == 2 && inputs[1] is Constant { IsFloat: false } power)
        {
            inputs = [inputs[0], Constant.Of(power.Shape, Array.ConvertAll(power.Integers, static exponent => (float)exponent))];
        }

        if (inputs.Count != 2 || Elementwise.Binary(node) is not { } binary) return null;
        return (inputs[0], inputs[1]) switch
        {
            (Flow first, Flow second) when node.Operation is "Add" or "Sum" && first.Place != second.Place => Sum(node, first, second),
            (Flow first, Flow second) => Together(node, first, second).With(node, second, binary) with
            {
                SquareOf = node.Operation == "Mul" && first.IsSame(second) ? first : null,
            },
            (Flow first, Constant { IsFloat: true } second) => WithConstant(node, first, second, isOnlyReader, constantIsFirst: false, binary),
            (Constant { IsFloat: true } first, Flow second) => WithConstant(node, second, first, isOnlyReader, constantIsFirst: true, binary),
            _ => null,
        };
    }

    private object WithConstant(OnnxNode node, Flow flow, Constant constant, bool isOnlyReader, bool constantIsFirst, Func<double, double, double> binary)
    {
        float[] values = constant.Floats;
        if (values.Length == 0) throw node.Fault("its constant is empty.");
        _budget.Take(values.Length, sizeof(float));
        if (values.All(value => value == values[0]) && (values.Length == 1 || flow.Shape?.Takes(constant) == true))
        {
            double number = values[0];
            return AffineOf(node, number, constantIsFirst) is { } affine
                ? flow.Scaled(node, new Affine(affine.Factor, affine.Addend), isOnlyReader)
                : flow.Then(node, constantIsFirst ? x => binary(number, x) : x => binary(x, number)) with
                {
                    SquareOf = node.Operation == "Pow" && number == 2 && !constantIsFirst ? flow : null,
                };
        }

        if (node.Operation == "PRelu" && !constantIsFirst) return PReluPerUnit(node, Settle(flow), constant);
        if (AffineOf(node, 1, constantIsFirst) is null) throw node.Fault($"its constant has {values.Length} different numbers; expected one, for all units.");
        if (node.Operation == "Mul" && NegativePart.Is(flow) && Numbers(flow, flow.Shape, constant) is { } factors)
        {
            _budget.Take(factors.Length, sizeof(double));
            return new NegativePart(node, flow, Array.ConvertAll(factors, static value => (double)value));
        }

        return PerUnit(node, Settle(flow), constant, value => AffineOf(node, value, constantIsFirst)!.Value);
    }

    // A part of a PReLU and its other half, or a number.
    private object? OfNegativePart(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        if (NegativePart.Compute(node, inputs) is { } part) return part;
        (NegativePart? half, Flow? other, int sign) = (node.Operation, inputs[0], inputs.Count == 2 ? inputs[1] : null) switch
        {
            ("Add" or "Sum", Flow flow, NegativePart second) => (second, flow, 1),
            ("Add" or "Sum", NegativePart first, Flow flow) => (first, flow, 1),
            ("Sub", Flow flow, NegativePart second) => (second, flow, -1),
            _ => (null, null, 0),
        };
        if (half?.SlopesWith(other!, sign) is not { } slopes) return null;
        int place = other!.Before is { } before ? Scale(other.Place, before) : other.Place;
        return Flow.Plain(node, _builder.Add(place, ActivateStep.PRelu(node.Name, slopes)), half.Of.Shape ?? RowShape.Of(slopes.Length));
    }

    // Where no other half came, it is an activation that is scaled.
    private Flow Whole(NegativePart part)
    {
        RowShape shape = part.Of.Shape ?? RowShape.Of(part.Factors.Length);
        return Flow.Plain(part.Node, _builder.Add(Settle(part.Of).Place, new ScaleStep(new UnitScales(part.Factors, [0]))), shape);
    }

    private Flow PReluPerUnit(OnnxNode node, Flow flow, Constant slopes)
    {
        float[]? numbers = Numbers(flow, flow.Shape, slopes);
        bool fits = numbers is not null && Array.TrueForAll(numbers, static slope => !float.IsNaN(slope) && !float.IsInfinity(slope));
        if (!fits)
        {
            throw node.Fault(
                $"its slopes of shape {TensorShape.Text(slopes.Shape)} do not fit samples of shape {flow.Shape}; expected one finite number for each of a sample, or for all.");
        }

        return Flow.Plain(node, _builder.Add(flow.Place, ActivateStep.PRelu(node.Name, numbers!)), flow.Shape ?? RowShape.Of(slopes.Count));
    }

    private Flow PerUnit(OnnxNode node, Flow flow, Constant constant, Func<double, (double Factor, double Addend)> affine)
    {
        RowShape shape = flow.Shape ?? RowShape.Of(constant.Count);
        float[]? numbers = constant.IsFloat && constant.Count == 1 ? constant.Floats : Numbers(flow, shape, constant);
        if (numbers is null) throw node.Fault($"its constant of shape {TensorShape.Text(constant.Shape)} does not fit samples of shape {shape}; expected one number for each of a sample, or for all.");
        _budget.Take(numbers.Length, 2 * sizeof(double));
        (double Factor, double Addend)[] affines = Array.ConvertAll(numbers, value => affine(value));
        var scales = new UnitScales([.. affines.Select(static a => a.Factor)], [.. affines.Select(static a => a.Addend)]);
        return Flow.Plain(node, _builder.Add(flow.Place, new ScaleStep(scales)), shape);
    }

    private static (double Factor, double Addend)? AffineOf(OnnxNode node, double constant, bool constantIsFirst) => node.Operation switch
    {
        "Add" or "Sum" => (1, constant),
        "Sub" => constantIsFirst ? (-1, constant) : (1, -constant),
        "Mul" => (constant, 0),
        "Div" when !constantIsFirst => (1 / constant, 0),
        _ => null,
    };

    private static Flow Choice(OnnxNode node, IReadOnlyList<object?> inputs)
    {
        Flow first = inputs.OfType<Flow>().First();
        double[][] values = [.. inputs.Select(input => input switch
        {
            Flow flow => Together(node, first, flow) is not null ? flow.Values : [],
            Constant { IsFloat: true, Count: 1 } constant => Array.ConvertAll(SampledCurve.Places, _ => (double)constant.Floats[0]),
            _ => throw node.Fault("one of its constants is not a number."),
        })];
        return new Flow(node, first.Place, first.Shape, [.. values[0].Select((isTrue, i) => isTrue != 0 ? values[1][i] : values[2][i])]);
    }

    // What goes around must have been there before what it is added to.
    private Flow Sum(OnnxNode node, Flow first, Flow second)
    {
        Flow one = Settle(first);
        Flow other = Settle(second);
        (Flow earlier, Flow later) = _builder.IsOnTheWay(one.Place, other.Place) ? (one, other) : (other, one);
        if (!_builder.IsOnTheWay(earlier.Place, later.Place)) return SumWithProduct(node, one, other);

        bool fit = earlier.Place != later.Place && (earlier.Shape is null || later.Shape is null || earlier.Shape.IsLike(later.Shape));
        RowShape? shape = later.Shape ?? earlier.Shape;
        return fit ? Flow.Plain(node, _builder.Add(later.Place, new SumStep(earlier.Place)), shape) : throw node.Fault($"it adds values of the shapes {earlier.Shape} and {later.Shape}; expected the same.");
    }

    // What goes around is multiplied by weights; what is added to that, beside them, is added to what it is added to.
    private Flow SumWithProduct(OnnxNode node, Flow one, Flow other)
    {
        int source = _builder.Parting(one.Place, other.Place);
        ChainLayer? first = _builder.ProductBetween(source, one.Place);
        ChainLayer? second = _builder.ProductBetween(source, other.Place);

        if (first is not null && !IsPointwise(first)) first = null;
        if (second is not null && !IsPointwise(second)) second = null;

        // Where each could be that product, it is the one without biases.
        bool isSecond = second is not null && (first is null || (first.NeedsBiases && !second.NeedsBiases));
        if ((isSecond ? second : first) is not { } projection)
        {
            throw node.Fault(
                $"it adds two branches of which neither goes around the other, as it is or through one product, and only residual connections are read. {Operations.Supported}");
        }

        (Flow around, Flow through) = isSecond ? (other, one) : (one, other);
        bool fit = around.Shape is null || through.Shape is null || around.Shape.IsLike(through.Shape);
        if (!fit) throw node.Fault($"it adds values of the shapes {around.Shape} and {through.Shape}; expected the same.");
        bool isActivated = _builder.StepTo(through.Place) is ActivateStep;
        int place = isActivated ? through.Place : Shift(through.Place);
        place = _builder.Add(place, new SumStep(source) { Projection = projection });
        return Flow.Plain(node, isActivated ? Shift(place) : place, through.Shape ?? around.Shape);

        int Shift(int place)
        {
            if (!projection.NeedsBiases) return place;
            _budget.Take(projection.FanOut, sizeof(float) + sizeof(double));
            float[] addends = new float[projection.FanOut];
            projection.CopyBiases(addends);
            return _builder.Add(place, new ScaleStep(new UnitScales([1], Array.ConvertAll(addends, static addend => (double)addend))));
        }
    }

    // A window of one position, or a product of all that there is.
    private static bool IsPointwise(ChainLayer layer) =>
        layer.Window is not { } window || (window.Groups == 1 && window.Axes.All(static axis => axis is { Kernel: 1, Before: 0, After: 0 }));

    private static Flow Together(OnnxNode node, Flow first, Flow second)
    {
        bool areTogether = first.Place == second.Place && (first.Shape is null || second.Shape is null || first.Shape.IsLike(second.Shape));
        return areTogether ? first : throw node.Fault($"it joins two branches otherwise than by adding what goes around layers: gates are not read. {Operations.Supported}");
    }
}
