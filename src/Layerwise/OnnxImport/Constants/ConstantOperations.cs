using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Constants;

/// <summary>Nodes whose inputs are all constants, computed once: what exporters do to weights, to numbers and to shapes.</summary>
/// <param name="elements">Reads tensors.</param>
/// <param name="budget">What they may take.</param>
internal sealed class ConstantOperations(TensorElements elements, MemoryBudget budget)
{
    private const int MostInAShape = 64;

    private readonly ConstantParts _parts = new(budget);

    /// <summary>What a node makes of constants; null where it is none of these operations.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">Its inputs; null for those that are left out.</param>
    /// <exception cref="OnnxException">The inputs are no such that the operation takes.</exception>
    public Constant? Compute(OnnxNode node, IReadOnlyList<Constant?> inputs)
    {
        if (node.Operation == "Constant") return Literal(node);
        if (inputs.Count == 0 || inputs[0] is not { } first) return null;
        Constant? second = inputs.Count > 1 ? inputs[1] : null;
        return node.Operation switch
        {
            "Identity" or "Dropout" => first,
            "Cast" => Cast(node, first),
            "Transpose" => Transposed(node, first),
            "Reshape" when second is not null => Reshaped(node, first, second.Integers),
            "Squeeze" => first.WithShape(WithoutOnes(first, Axes(node, second))),
            "Unsqueeze" => first.WithShape(WithOnes(node, first, Axes(node, second) ?? [])),
            "Gather" when second is not null => Gathered(node, first, second),
            "Slice" => Sliced(node, first, inputs),
            "Concat" => Joined(node, inputs),
            _ => Arithmetic(node, first, second),
        };
    }

    /// <summary>
    /// What a node fills a shape with: a constant, or where it is as many zeros as there are samples, a <see cref="RememberedValue"/> to begin with. Null where it does something
    /// else.
    /// </summary>
    /// <exception cref="OnnxException">The shape is none.</exception>
    public object? Filled(OnnxNode node, IReadOnlyList<Constant?> inputs)
    {
        bool isExpand = node.Operation == "Expand" && inputs.Count > 1;
        bool fills = isExpand || (node.Operation == "ConstantOfShape" && inputs.Count > 0);
        if (!fills || inputs[isExpand ? 1 : 0] is not { IsFloat: false, Shape.Length: 1 } shape || shape.Count > OnnxTensor.MostDimensions) return null;
        Constant value = Constant.Of([1], [0f]);
        if (isExpand) value = inputs[0]!;
        else if (node.Attribute("value")?.Tensor is { } tensor) value = Constant.Of(tensor, elements, budget);
        if (!value.IsFloat) return FilledShape(shape.Integers, value);
        if (value.Count == 0) return null;
        bool isZero = Array.TrueForAll(value.Floats, static number => number == 0);
        if (shape.Integers.Any(static size => size is Constant.Batch or Constant.Steps)) return isZero ? new RememberedValue(node.Name, IsBeginning: true) : null;
        long count = TensorShape.Length(shape.Integers);
        if (count is <= 0 or > int.MaxValue || value.Count != 1) return null;
        budget.Take(count, sizeof(float));
        return Constant.Of(shape.Integers, [.. Enumerable.Repeat(value.Floats[0], (int)count)]);
    }

    // Whole numbers: what a shape or pads are put together from, as PyTorch writes F.pad.
    private static Constant? FilledShape(long[] shape, Constant value)
    {
        bool isList = value.Count == 1 && shape.Length == 1 && shape[0] is >= 0 and <= MostInAShape;
        return isList ? Constant.Of([shape[0]], [.. Enumerable.Repeat(value.Integers[0], (int)shape[0])]) : null;
    }

    /// <summary>The axes of a node: an input since opset 13, an attribute before; null where it has none.</summary>
    public static IReadOnlyList<long>? Axes(OnnxNode node, Constant? input) => input?.Integers ?? node.Attribute("axes")?.Integers;

    private Constant Literal(OnnxNode node)
    {
        if (node.Attribute("value")?.Tensor is { } tensor) return Constant.Of(tensor, elements, budget);
        if (node.Attribute("value_float") is { } single) return Constant.Of([], [single.Single]);
        if (node.Attribute("value_int") is { } integer) return Constant.Of([], [integer.Integer]);
        if (node.Attribute("value_ints") is { } integers) return Constant.Of([integers.Integers.Count], integers.Integers.ToArray());
        if (node.Attribute("value_floats") is { } singles)
        {
            float[] values = [.. singles.Singles.SelectMany(static field => TensorFloats.Read(field.Bytes.Span.Slice(0, field.Bytes.Length & ~3), TensorType.F32))];
            return Constant.Of([values.Length], values);
        }

        throw node.Fault("its value is neither numbers nor a tensor.");
    }

    private static Constant Cast(OnnxNode node, Constant constant)
    {
        var to = (ElementKind)node.Integer("to", 0);
        if (TensorElements.IsFloat(to)) return constant.IsFloat ? constant : Constant.Of(constant.Shape, Array.ConvertAll(constant.Integers, static x => (float)x));
        if (TensorElements.IsInteger(to) && !constant.IsFloat) return constant;
        throw node.Fault($"it casts a constant to the type {(int)to}; expected a type of floats, or of whole numbers where they are whole.");
    }

    private Constant Transposed(OnnxNode node, Constant constant)
    {
        IReadOnlyList<long>? order = node.Attribute("perm")?.Integers;
        if (constant.Shape.Length < 2 || (order is not null && order.SequenceEqual(Enumerable.Range(0, constant.Shape.Length).Select(static i => (long)i)))) return constant;
        if (constant.Shape.Length != 2) throw node.Fault($"it transposes a constant of shape {TensorShape.Text(constant.Shape)}; expected two dimensions.");
        long[] turned = [constant.Shape[1], constant.Shape[0]];
        budget.Take(constant.Count, constant.IsFloat ? sizeof(float) : sizeof(long));
        return constant.IsFloat ? Constant.Of(turned, Turned(constant.Floats, (int)turned[0])) : Constant.Of(turned, Turned(constant.Integers, (int)turned[0]));
    }

    private static T[] Turned<T>(T[] values, int columns)
    {
        var turned = new T[values.Length];
        int rows = columns == 0 ? 0 : values.Length / columns;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) turned[(column * rows) + row] = values[(row * columns) + column];
        }

        return turned;
    }

    private static Constant Reshaped(OnnxNode node, Constant constant, long[] target)
    {
        if (target.Length > OnnxTensor.MostDimensions) throw TooManyDimensions(node);
        long[] shape = [.. target.Select((size, i) => size == 0 && i < constant.Shape.Length ? constant.Shape[i] : size)];
        int open = Array.IndexOf(shape, -1);
        if (open >= 0)
        {
            shape[open] = 1;
            long others = TensorShape.Length(shape);
            shape[open] = others > 0 ? constant.Count / others : -1;
        }

        if (TensorShape.Length(shape) != constant.Count)
        {
            throw node.Fault($"it makes the shape {TensorShape.Text(target)} of a constant of shape {TensorShape.Text(constant.Shape)}.");
        }

        return constant.WithShape(shape);
    }

    private static long[] WithoutOnes(Constant constant, IReadOnlyList<long>? axes) =>
        [.. constant.Shape.Where((size, i) => size != 1 || (axes is not null && !axes.Contains(i) && !axes.Contains(i - constant.Shape.Length)))];

    private static long[] WithOnes(OnnxNode node, Constant constant, IReadOnlyList<long> axes)
    {
        int rank = constant.Shape.Length + axes.Count;
        if (rank > OnnxTensor.MostDimensions) throw TooManyDimensions(node);
        var shape = new List<long>(constant.Shape);
        foreach (long axis in axes.Select(axis => axis < 0 ? axis + rank : axis).OrderBy(static axis => axis))
        {
            if (axis < 0 || axis > shape.Count) throw node.Fault($"it has the axis {axis} of {rank}.");
            shape.Insert((int)axis, 1);
        }

        return [.. shape];
    }

    private static Constant Gathered(OnnxNode node, Constant list, Constant indices)
    {
        if (list.IsFloat || list.Shape.Length != 1 || node.Integer("axis", 0) != 0) throw NoShape(node);
        long[] values = list.Integers;
        return Constant.Of(indices.Shape, Array.ConvertAll(indices.Integers, index =>
            index >= -values.Length && index < values.Length ? values[index < 0 ? index + values.Length : index] : throw NoShape(node)));
    }

    private Constant Sliced(OnnxNode node, Constant list, IReadOnlyList<Constant?> inputs)
    {
        long[]? starts = inputs.Count > 1 ? inputs[1]?.Integers : node.Attribute("starts")?.Integers.ToArray();
        long[]? ends = inputs.Count > 2 ? inputs[2]?.Integers : node.Attribute("ends")?.Integers.ToArray();
        long[] axes = (inputs.Count > 3 ? inputs[3]?.Integers : node.Attribute("axes")?.Integers.ToArray()) ?? [0];
        bool hasOtherStep = inputs.Count > 4 && inputs[4]?.Integers.Any(static step => step != 1) == true;
        if (list.IsFloat && starts is { Length: 1 } && ends is { Length: 1 } && axes.Length == 1 && !hasOtherStep) return _parts.Part(node, list, axes[0], starts[0], ends[0]);
        bool isBackward = inputs.Count > 4 && inputs[4]?.Integers.SequenceEqual([-1L]) == true;
        if (isBackward && !list.IsFloat && starts is { Length: 1 } && ends is { Length: 1 }) return Reversed(node, list, axes, starts[0], ends[0]);
        bool isList = !list.IsFloat && list.Shape.Length == 1 && starts is { Length: 1 } && ends is { Length: 1 } && !hasOtherStep;
        if (!isList) throw NoShape(node);
        int start = Place(starts![0], list.Count);
        int end = Math.Max(start, Place(ends![0], list.Count));
        return Constant.Of([end - start], list.Integers.AsSpan(start, end - start).ToArray());
    }

    // PyTorch has pads of the last axis first, and turns their rows around.
    private static Constant Reversed(OnnxNode node, Constant list, long[] axes, long start, long end)
    {
        int rows = list.Shape.Length == 0 ? 0 : (int)list.Shape[0];
        bool isWhole = rows > 0 && axes.SequenceEqual([0L]) && (start == -1 || start >= rows - 1) && end < -rows;
        if (!isWhole) throw NoShape(node);
        int width = list.Count / rows;
        long[] values = list.Integers;
        return Constant.Of(list.Shape, [.. Enumerable.Range(0, list.Count).Select(i => values[((rows - 1 - (i / width)) * width) + (i % width)])]);
    }

    private static int Place(long index, int count) => (int)Math.Min(Math.Max(index < 0 ? index + count : index, 0), count);

    private Constant Joined(OnnxNode node, IReadOnlyList<Constant?> inputs)
    {
        if (inputs.All(static input => input is { IsFloat: true })) return _parts.Joined(node, [.. inputs.Select(static input => input!)], node.Integer("axis", 0));
        if (inputs.Any(static input => input is null || input.IsFloat || input.Shape.Length != 1)) throw NoShape(node);
        if (inputs.Sum(static input => (long)input!.Count) > MostInAShape) throw NoShape(node);
        long[] joined = [.. inputs.SelectMany(static input => input!.Integers)];
        return Constant.Of([joined.Length], joined);
    }

    // As ONNX Runtime computes it: in floats. One number meets every other.
    private Constant? Arithmetic(OnnxNode node, Constant first, Constant? second)
    {
        if (!first.IsFloat) return null;
        if (second is null)
        {
            if (NumberFunctions.Unary(node) is not { } unary) return null;
            budget.Take(first.Count, sizeof(float));
            return Constant.Of(first.Shape, Array.ConvertAll(first.Floats, x => (float)unary(x)));
        }

        if (NumberFunctions.Binary(node) is not { } binary || !second.IsFloat) return null;
        bool isAligned = first.Count == 1 || second.Count == 1 || WithoutLeadingOnes(first.Shape).SequenceEqual(WithoutLeadingOnes(second.Shape));
        if (!isAligned) throw node.Fault($"it combines constants of the shapes {TensorShape.Text(first.Shape)} and {TensorShape.Text(second.Shape)}; expected equal shapes, or a constant of one number.");
        float[] left = first.Floats;
        float[] right = second.Floats;
        int count = Math.Min(left.Length, right.Length) == 0 ? 0 : Math.Max(left.Length, right.Length);
        budget.Take(count, sizeof(float));
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (float)binary(left[left.Length == 1 ? 0 : i], right[right.Length == 1 ? 0 : i]);
        return Constant.Of(first.Count >= second.Count ? first.Shape : second.Shape, values);
    }

    private static OnnxException TooManyDimensions(OnnxNode node) => node.Fault($"it makes more than {OnnxTensor.MostDimensions} dimensions.");

    private static IEnumerable<long> WithoutLeadingOnes(long[] shape) => shape.SkipWhile(static size => size == 1);

    private static OnnxException NoShape(OnnxNode node) => node.Fault("it takes constants apart; this is read only for the numbers of a shape.");
}
