using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport;

/// <summary>The dimensions of a value that samples change: the first one counts samples, the others lay out the numbers of one.</summary>
internal sealed class RowShape
{
    private readonly long[] _dimensions;

    private RowShape(long[] dimensions) => _dimensions = dimensions;

    /// <summary>How many numbers one sample has.</summary>
    public long Width => TensorShape.Length(_dimensions.AsSpan(1));

    /// <summary>How many dimensions there are.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>The dimensions; <see cref="OnnxValue.AnySize"/> for the first one where any number of samples will do.</summary>
    public ReadOnlySpan<long> Dimensions => _dimensions;

    /// <summary>[samples, width].</summary>
    public static RowShape Of(long width) => new([OnnxValue.AnySize, width]);

    /// <summary>The shape of an input.</summary>
    /// <exception cref="OnnxException">Its samples have no fixed size.</exception>
    public static RowShape? Of(OnnxValue input)
    {
        if (input.Shape is not { } shape) return null;
        long[] sample = [.. shape.Skip(1)];
        bool isFixed = sample.Length is > 0 and < OnnxTensor.MostDimensions && sample.All(static size => size > 0) && TensorShape.Length(sample) is > 0 and <= int.MaxValue;
        if (isFixed) return new RowShape([.. shape]);

        // What the first product says is then the width.
        if (shape.Count == 2) return null;
        throw new OnnxException($"The input {FileText.Quote(input.Name)} has the shape {Text(shape)}; expected [samples, …] with a fixed size of each sample.");
    }

    /// <summary>The shape behind a product or a normalization, which takes and gives the last dimension.</summary>
    public RowShape WithLast(long width)
    {
        long[] dimensions = [.. _dimensions];
        dimensions[dimensions.Length - 1] = width;
        return new RowShape(dimensions);
    }

    /// <summary>The shape without its last dimension, of which one number is left.</summary>
    public RowShape WithoutLast() => new(_dimensions.AsSpan(0, _dimensions.Length - 1).ToArray());

    /// <summary>Whether one dimension has all numbers of a sample.</summary>
    public bool IsAllIn(long axis)
    {
        int index = Index(axis);
        return index > 0 && _dimensions[index] == Width;
    }

    /// <summary>Whether all dimensions from one on have all numbers of a sample, and no other sample.</summary>
    public bool IsAllFrom(long axis)
    {
        int index = Index(axis);
        return index > 0 && TensorShape.Length(_dimensions.AsSpan(index)) == Width;
    }

    /// <summary>Whether some dimensions together have all numbers of a sample, and no other sample.</summary>
    public bool IsAllIn(IReadOnlyList<long> axes)
    {
        var indices = new HashSet<int>(axes.Select(axis => Index(axis)));
        return indices.All(static index => index > 0) && Enumerable.Range(1, Rank - 1).All(index => indices.Contains(index) || _dimensions[index] == 1);
    }

    /// <summary>
    /// The shape after a Reshape that leaves each sample to itself; null where it doesn't.
    /// </summary>
    /// <param name="target">The dimensions asked for: 0 for the one that was there, −1 for what is left, <see cref="Constant.Batch"/> for the number of samples.</param>
    /// <param name="isZeroLiteral">Whether 0 means no number.</param>
    public RowShape? Reshaped(long[] target, bool isZeroLiteral)
    {
        if (target.Length is 0 or > OnnxTensor.MostDimensions || isZeroLiteral) return null;
        var dimensions = new long[target.Length];
        int open = -1;
        for (int i = 0; i < target.Length; i++)
        {
            dimensions[i] = target[i] == 0 && i < _dimensions.Length ? _dimensions[i] : target[i] == Constant.Batch ? _dimensions[0] : target[i];
            bool isBatch = i == 0 && dimensions[0] == OnnxValue.AnySize;
            if (target[i] == -1 && !isBatch) open = i;
            else if (!isBatch && dimensions[i] <= 0) return null;
        }

        if (open > 0)
        {
            // Then the first one is the number of samples, or they would be mixed.
            bool keepsSamples = target[0] is 0 or Constant.Batch || (dimensions[0] > 0 && dimensions[0] == _dimensions[0]);
            dimensions[open] = 1;
            long others = TensorShape.Length(dimensions.AsSpan(1));
            if (!keepsSamples || others <= 0 || Width % others != 0) return null;
            dimensions[open] = Width / others;
        }

        if (target[0] == -1) dimensions[0] = _dimensions[0];
        return TensorShape.Length(dimensions.AsSpan(1)) == Width ? new RowShape(dimensions) : null;
    }

    /// <summary>The shape after a Flatten; null where it mixes samples.</summary>
    public RowShape? Flattened(long axis) => Index(axis, Rank + 1) == 1 ? new RowShape([_dimensions[0], Width]) : null;

    /// <summary>The shape without dimensions of size 1: those asked for, or all; null where one is another size or counts samples.</summary>
    public RowShape? Squeezed(IReadOnlyList<long>? axes)
    {
        var dropped = new HashSet<int>();
        if (axes is null) dropped.UnionWith(Enumerable.Range(1, Rank - 1).Where(i => _dimensions[i] == 1));
        else dropped.UnionWith(axes.Select(axis => Index(axis)));
        return dropped.All(i => i > 0 && _dimensions[i] == 1)
            ? new RowShape([.. _dimensions.Where((_, i) => !dropped.Contains(i))])
            : null;
    }

    /// <summary>The shape with further dimensions of size 1; null where one would stand before the samples.</summary>
    public RowShape? Unsqueezed(IReadOnlyList<long> axes)
    {
        int rank = Rank + axes.Count;
        var added = new HashSet<int>(axes.Select(axis => Index(axis, rank)));
        if (added.Count != axes.Count || rank > OnnxTensor.MostDimensions || !added.All(i => i > 0)) return null;
        var dimensions = new List<long>();
        int next = 0;
        for (int i = 0; i < rank; i++) dimensions.Add(added.Contains(i) ? 1 : _dimensions[next++]);
        return new RowShape([.. dimensions]);
    }

    /// <summary>The shape after a Transpose that moves no number; null where one moves.</summary>
    public RowShape? Transposed(IReadOnlyList<long> order)
    {
        if (order.Count != Rank || !order.OrderBy(static i => i).SequenceEqual(Enumerable.Range(0, Rank).Select(static i => (long)i)) || order[0] != 0) return null;
        long[] moved = [.. order.Where(i => i > 0 && _dimensions[i] != 1)];
        return moved.SequenceEqual(moved.OrderBy(static i => i)) ? new RowShape([.. order.Select(i => _dimensions[i])]) : null;
    }

    /// <summary>Whether a constant has one number for each of a sample, in their order.</summary>
    public bool IsOneForEach(Constant constant)
    {
        // Aligned at the last dimension, as NumPy does.
        int lead = Rank - constant.Shape.Length;
        if (lead < 0 || constant.Count != Width) return false;
        for (int i = 0; i < constant.Shape.Length; i++)
        {
            if (constant.Shape[i] != (lead + i == 0 ? 1 : _dimensions[lead + i])) return false;
        }

        return true;
    }

    /// <summary>Whether two values of one sample lie alike.</summary>
    public bool IsLike(RowShape other) => _dimensions.AsSpan(1).SequenceEqual(other._dimensions.AsSpan(1));

    public override string ToString() => Text(_dimensions);

    private static string Text(IReadOnlyCollection<long> dimensions) =>
        TensorShape.Text(dimensions.ToArray()).Replace("[-1", "[samples");

    private int Index(long axis) => Index(axis, Rank);

    private static int Index(long axis, int rank) => axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : -1;
}
