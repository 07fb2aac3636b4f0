using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Layouts;

/// <summary>What nodes make of dimensions that leave the numbers as they are.</summary>
internal sealed partial class RowShape
{
    /// <summary>
    /// The shape after a Reshape that leaves each sample to itself, and each step; null where it doesn't.
    /// </summary>
    /// <param name="target">
    /// The dimensions asked for: 0 for the one that was there, −1 for what is left, <see cref="Constant.Batch"/> and <see cref="Constant.Steps"/> for the number of samples and steps.
    /// </param>
    /// <param name="isZeroLiteral">Whether 0 means no number.</param>
    public RowShape? Reshaped(long[] target, bool isZeroLiteral)
    {
        if (target.Length is 0 or > OnnxTensor.MostDimensions || isZeroLiteral) return null;
        return IsPlain ? ReshapedSamples(target) : new SequenceReshape(target, _dimensions, _roles).Find() is { } found ? WithDimensions(found.Dimensions, found.Roles) : null;
    }

    /// <summary>The shape after a Flatten; null where it mixes samples.</summary>
    public RowShape? Flattened(long axis)
    {
        int index = Index(axis, Rank + 1);
        bool isApart = index > 0 && Enumerable.Range(0, Rank).All(i => IsNumbers(i) ? i >= index || _dimensions[i] == 1 : i < index);
        return isApart ? Reshaped([-1, Width], isZeroLiteral: false) : null;
    }

    /// <summary>The shape without dimensions of size 1: those asked for, or all; null where one is another size or counts samples.</summary>
    public RowShape? Squeezed(IReadOnlyList<long>? axes)
    {
        var dropped = new HashSet<int>();
        if (axes is null) dropped.UnionWith(Enumerable.Range(0, Rank).Where(i => IsNumbers(i) && _dimensions[i] == 1));
        else dropped.UnionWith(axes.Select(axis => Index(axis)));
        return dropped.All(i => IsNumbers(i) && _dimensions[i] == 1) ? Ordered([.. Enumerable.Range(0, Rank).Where(i => !dropped.Contains(i))]) : null;
    }

    /// <summary>The shape with further dimensions of size 1; null where one would stand before the samples.</summary>
    public RowShape? Unsqueezed(IReadOnlyList<long> axes)
    {
        int rank = Rank + axes.Count;
        var added = new HashSet<int>(axes.Select(axis => Index(axis, rank)));
        int first = IsPlain ? 1 : 0;
        if (added.Count != axes.Count || rank > OnnxTensor.MostDimensions || !added.All(i => i >= first)) return null;
        var dimensions = new List<long>();
        var parts = new List<IReadOnlyList<AxisPart>>();
        var roles = new List<AxisRole>();
        for (int i = 0; i < rank; i++)
        {
            bool isAdded = added.Contains(i);
            int own = dimensions.Count - CountOf(added, i);
            parts.Add(isAdded ? [] : _parts[own]);
            roles.Add(isAdded ? AxisRole.Numbers : _roles[own]);
            dimensions.Add(isAdded ? 1 : _dimensions[own]);
        }

        return new RowShape([.. dimensions], [.. parts], [.. roles]);

        static int CountOf(HashSet<int> added, int end) => added.Count(i => i < end);
    }

    /// <summary>The shape after a Transpose that leaves each sample to itself; null where it doesn't.</summary>
    public RowShape? Transposed(IReadOnlyList<long> order)
    {
        bool isOne = order.Count == Rank && order.OrderBy(static i => i).SequenceEqual(Enumerable.Range(0, Rank).Select(static i => (long)i));
        bool keepsSamples = isOne && (order[0] == 0 || !IsPlain);
        return keepsSamples ? Ordered([.. order.Select(static i => (int)i)]) : null;
    }

    private RowShape Ordered(IReadOnlyList<int> order) => new([.. order.Select(i => _dimensions[i])], [.. order.Select(i => _parts[i])], [.. order.Select(i => _roles[i])]);

    private RowShape? ReshapedSamples(long[] target)
    {
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
        return TensorShape.Length(dimensions.AsSpan(1)) == Width ? WithDimensions(dimensions, Plain(dimensions.Length)) : null;
    }

    // The same numbers in the same order of the file; null where a dimension would have only some of those that are equally far apart.
    private RowShape? WithDimensions(long[] dimensions, AxisRole[] roles)
    {
        var open = new Stack<AxisPart>(AxisPart.Joined(All).AsEnumerable().Reverse());
        var parts = new IReadOnlyList<AxisPart>[dimensions.Length];
        for (int i = 0; i < dimensions.Length; i++)
        {
            var own = new List<AxisPart>();
            parts[i] = own;
            if (roles[i] != AxisRole.Numbers) continue;
            for (long left = dimensions[i]; left > 1;)
            {
                AxisPart next = open.Pop();
                if (left % next.Count == 0)
                {
                    own.Add(next);
                    left /= next.Count;
                }
                else if (next.Count % left == 0)
                {
                    own.Add(new AxisPart(left, next.Step * (next.Count / left)));
                    open.Push(next with { Count = next.Count / left });
                    left = 1;
                }
                else
                {
                    return null;
                }
            }
        }

        return new RowShape(dimensions, parts, roles);
    }
}
