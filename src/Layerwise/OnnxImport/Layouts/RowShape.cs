using System.Globalization;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Layouts;

/// <summary>
/// The dimensions of a value that samples change: one counts samples, one the steps of sequences where there are such, and the others lay out the numbers of one. They need not
/// lie in the order in which a file counts them: channels stand before positions there, and last here.
/// </summary>
internal sealed partial class RowShape
{
    private readonly long[] _dimensions;
    private readonly IReadOnlyList<AxisPart>[] _parts;
    private readonly AxisRole[] _roles;

    private RowShape(long[] dimensions, IReadOnlyList<AxisPart>[] parts, AxisRole[] roles)
    {
        _dimensions = dimensions;
        _parts = parts;
        _roles = roles;
    }

    // In the order of the file.
    private RowShape(long[] dimensions, AxisRole[] roles)
        : this(dimensions, new IReadOnlyList<AxisPart>[dimensions.Length], roles)
    {
        long step = 1;
        for (int i = dimensions.Length - 1; i >= 0; i--)
        {
            _parts[i] = IsNumbers(i) ? AxisPart.Joined([new AxisPart(dimensions[i], step)]) : [];
            if (IsNumbers(i)) step *= dimensions[i];
        }
    }

    private RowShape(long[] dimensions)
        : this(dimensions, Plain(dimensions.Length))
    {
    }

    /// <summary>How many numbers one sample has; of a sequence, one step.</summary>
    public long Width => TensorShape.Length(NumbersFrom(0));

    /// <summary>How many dimensions there are.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>The dimensions; <see cref="OnnxValue.AnySize"/> for the first one where any number of samples will do.</summary>
    public ReadOnlySpan<long> Dimensions => _dimensions;

    /// <summary>Whether the numbers lie in the order in which the file counts them.</summary>
    public bool IsInOrder => AxisPart.Joined(All) is var parts && (parts.Count == 0 || (parts.Count == 1 && parts[0].Step == 1));

    /// <summary>Whether there are steps.</summary>
    public bool HasSteps => Array.Exists(_roles, static role => role is not (AxisRole.Numbers or AxisRole.Samples));

    private bool IsPlain => _roles.SequenceEqual(Plain(Rank));

    private IEnumerable<AxisPart> All => _parts.SelectMany(static parts => parts);

    /// <summary>[samples, width].</summary>
    public static RowShape Of(long width) => new([OnnxValue.AnySize, width]);

    /// <summary>[samples, channels, positions].</summary>
    /// <param name="samples">How many samples, or <see cref="OnnxValue.AnySize"/>.</param>
    /// <param name="shape">The dimensions of a sample, channels last.</param>
    public static RowShape ChannelsFirst(long samples, IReadOnlyList<int> shape)
    {
        int last = shape.Count - 1;
        return new RowShape([samples, .. shape.Select(static size => (long)size)]).Ordered([0, last + 1, .. Enumerable.Range(1, last)]);
    }

    /// <summary>
    /// The dimensions of a sample, channels last, where the file has them as channels and positions along one axis or two, and channels are last here; otherwise null.
    /// </summary>
    public IReadOnlyList<int>? ChannelsFirst()
    {
        if (Rank is not (3 or 4) || !IsPlain) return null;
        int[] shape = [.. _dimensions.Skip(2).Select(static size => (int)size), (int)_dimensions[1]];
        RowShape expected = ChannelsFirst(_dimensions[0], shape);
        return IsLike(expected) ? shape : null;
    }

    /// <summary>The same numbers, where each sample is counted in another order: the places here of the parts of its numbers, outermost first.</summary>
    public RowShape Counted(IReadOnlyList<AxisPart> order)
    {
        var steps = new Dictionary<long, long>();
        long step = 1;
        foreach (AxisPart part in order.Reverse())
        {
            steps[part.Step] = step;
            step *= part.Count;
        }

        return new RowShape(_dimensions, [.. _parts.Select(parts => Split(parts, order, steps))], _roles);
    }

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

    /// <summary>The shape behind a product, which takes and gives the last dimension: all numbers of a sample.</summary>
    public RowShape WithLast(long width) => WithSize(Rank - 1, width);

    /// <summary>The shape with another size of the one dimension that has all numbers of a sample.</summary>
    public RowShape WithSize(long axis, long width)
    {
        long[] dimensions = [.. _dimensions];
        dimensions[Index(axis)] = width;
        return new RowShape(dimensions, _roles);
    }

    /// <summary>The shape behind a product of the channels of each position, the last dimension, which gives so many.</summary>
    public RowShape WithChannels(long channels)
    {
        long before = _dimensions[Rank - 1];
        long[] dimensions = [.. _dimensions.Take(Rank - 1), channels];
        return new RowShape(dimensions, [.. _parts.Take(Rank - 1).Select(Moved), AxisPart.Joined([new AxisPart(channels, 1)])], _roles);

        List<AxisPart> Moved(IReadOnlyList<AxisPart> parts) => [.. parts.Select(part => part with { Step = part.Step / before * channels })];
    }

    /// <summary>The shape behind the mean of each channel.</summary>
    /// <param name="axes">The dimensions of positions.</param>
    /// <param name="channels">How many channels.</param>
    /// <param name="areKept">Whether these dimensions are left, each of size 1.</param>
    public RowShape WithoutPositions(IReadOnlyList<long> axes, long channels, bool areKept)
    {
        var dropped = new HashSet<int>(axes.Select(axis => Index(axis)));
        long SizeOf(int i) => dropped.Contains(i) ? 1 : i == 0 || _dimensions[i] == 1 ? _dimensions[i] : channels;
        return new RowShape([.. Enumerable.Range(0, Rank).Where(i => areKept || !dropped.Contains(i)).Select(SizeOf)]);
    }

    /// <summary>Whether some dimensions are those of all positions, and what is left are so many channels, in order.</summary>
    public bool ArePositions(IReadOnlyList<long> axes, long channels)
    {
        var indices = new HashSet<int>(axes.Select(axis => Index(axis)));
        IEnumerable<AxisPart> rest = Enumerable.Range(1, Rank - 1).Where(index => !indices.Contains(index)).SelectMany(index => _parts[index]);
        return indices.All(IsNumbers) && IsRun(rest, channels);
    }

    /// <summary>Whether a dimension is the channels of each position, so many.</summary>
    public bool IsChannels(long axis, long channels)
    {
        int index = Index(axis);
        return IsNumbers(index) && _dimensions[index] == channels && IsRun(_parts[index], channels);
    }

    /// <summary>
    /// How many groups of neighbouring channels a dimension counts, with all positions and the channels of a group behind it: as many as channels where these are the dimension
    /// itself. Null where it counts something else.
    /// </summary>
    public long? GroupsIn(long axis, long channels)
    {
        int index = Index(axis);
        if (index < 1) return null;
        long groups = _dimensions[index];
        bool fits = TensorShape.Length(_dimensions.AsSpan(index)) == Width && channels % groups == 0
            && (groups == 1 || (_parts[index].Count == 1 && _parts[index][0] == new AxisPart(groups, channels / groups)));
        return fits ? groups : null;
    }

    /// <summary>The shape without its last dimension, of which one number is left.</summary>
    public RowShape WithoutLast() => new(_dimensions.AsSpan(0, Rank - 1).ToArray(), _roles.AsSpan(0, Rank - 1).ToArray());

    /// <summary>Whether one dimension has all numbers of a sample.</summary>
    public bool IsAllIn(long axis)
    {
        int index = Index(axis);
        return IsNumbers(index) && _dimensions[index] == Width;
    }

    /// <summary>Whether all dimensions from one on have all numbers of a sample, and no other sample.</summary>
    public bool IsAllFrom(long axis)
    {
        int index = Index(axis);
        return index >= 0 && Enumerable.Range(index, Rank - index).All(IsNumbers) && TensorShape.Length(NumbersFrom(index)) == Width;
    }

    /// <summary>Whether some dimensions together have all numbers of a sample, and no other sample.</summary>
    public bool IsAllIn(IReadOnlyList<long> axes)
    {
        var indices = new HashSet<int>(axes.Select(axis => Index(axis)));
        return indices.All(IsNumbers) && Enumerable.Range(0, Rank).All(index => indices.Contains(index) || !IsNumbers(index) || _dimensions[index] == 1);
    }

    /// <summary>
    /// The numbers of a constant that meet those of a sample, counted as these are: the same one for all, one for each channel where every position meets the same, or one for
    /// each number; null where it doesn't fit.
    /// </summary>
    /// <param name="constant">The constant, aligned at the last dimension, as NumPy does.</param>
    /// <param name="channels">How many channels a position has.</param>
    /// <param name="budget">Gives room for them.</param>
    public float[]? Numbers(Constant constant, long channels, MemoryBudget budget)
    {
        if (!Takes(constant)) return null;
        int lead = Rank - constant.Shape.Length;
        int[] varying = [.. Enumerable.Range(0, constant.Shape.Length).Where(i => constant.Shape[i] != 1).Select(i => lead + i)];
        float[] values = constant.Floats;
        if (varying.Length == 0 || IsRun(varying.SelectMany(i => _parts[i]), channels)) return values;
        budget.Take(Width, 2 * sizeof(float));
        float[] numbers = new float[Width];
        int[] places = Places();
        int[] which = new int[1];
        for (int i = 0; i < Rank; i++)
        {
            if (IsNumbers(i)) which = Extended(which, _dimensions[i], varying.Contains(i));
        }

        for (int i = 0; i < places.Length; i++) numbers[places[i]] = values[which[i]];
        return numbers;
    }

    /// <summary>Whether each number of a sample meets one of a constant, which is aligned at the last dimension, as NumPy does.</summary>
    public bool Takes(Constant constant)
    {
        int lead = Rank - constant.Shape.Length;
        return lead >= 0 && constant.IsFloat && constant.Count > 0
            && Enumerable.Range(0, constant.Shape.Length).All(i => constant.Shape[i] == 1 || (IsNumbers(lead + i) && constant.Shape[i] == _dimensions[lead + i]));
    }

    /// <summary>Where each number of a sample lies here, in the order of the file.</summary>
    public int[] Places()
    {
        int[] places = new int[1];
        foreach (AxisPart part in AxisPart.Joined(All))
        {
            int[] longer = new int[places.Length * part.Count];
            for (int i = 0; i < longer.Length; i++) longer[i] = (int)(places[i / part.Count] + (i % part.Count * part.Step));
            places = longer;
        }

        return places;
    }

    /// <summary>The parts of some dimensions, one behind the other.</summary>
    public IEnumerable<AxisPart> PartsOf(IEnumerable<int> dimensions) => dimensions.SelectMany(i => _parts[i]);

    /// <summary>Whether two values of one sample lie alike.</summary>
    public bool IsLike(RowShape other) => _roles.SequenceEqual(other._roles)
        && NumbersFrom(0).AsSpan().SequenceEqual(other.NumbersFrom(0))
        && _parts.Zip(other._parts, static (parts, others) => AxisPart.Joined(parts).SequenceEqual(AxisPart.Joined(others))).All(static isSame => isSame);

    public override string ToString() => $"[{string.Join(", ", Enumerable.Range(0, Rank).Select(TextOf))}]";

    private string TextOf(int dimension) => (_dimensions[dimension], _roles[dimension]) switch
    {
        (OnnxValue.AnySize, AxisRole.Samples) => "samples",
        (OnnxValue.AnySize, AxisRole.Steps) => "steps",
        (OnnxValue.AnySize, AxisRole.LongerSteps) => "steps and zeros",
        (OnnxValue.AnySize, AxisRole.SamplesOfSteps or AxisRole.StepsOfSamples) => "samples × steps",
        (var size, _) => size.ToString(CultureInfo.InvariantCulture),
    };

    private static AxisRole[] Plain(int rank) => [.. Enumerable.Range(0, rank).Select(static i => i == 0 ? AxisRole.Samples : AxisRole.Numbers)];

    private bool IsNumbers(int dimension) => dimension >= 0 && _roles[dimension] == AxisRole.Numbers;

    private long[] NumbersFrom(int first) => [.. _dimensions.Where((_, i) => i >= first && IsNumbers(i))];

    private static string Text(IReadOnlyCollection<long> dimensions) =>
        TensorShape.Text(dimensions.ToArray()).Replace("[-1", "[samples");

    private static bool IsRun(IEnumerable<AxisPart> parts, long count) =>
        AxisPart.Joined(parts) is var joined && (count == 1 ? joined.Count == 0 : joined.Count == 1 && joined[0] == new AxisPart(count, 1));

    // Each index once for each number of a dimension; a constant that has no such dimension goes on with the same number.
    private static int[] Extended(int[] indices, long count, bool isCounted)
    {
        int[] longer = new int[indices.Length * count];
        for (int i = 0; i < longer.Length; i++) longer[i] = isCounted ? (int)((indices[i / count] * count) + (i % count)) : indices[i / count];
        return longer;
    }

    // Parts of a part that others are cut from too.
    private static List<AxisPart> Split(IReadOnlyList<AxisPart> parts, IReadOnlyList<AxisPart> order, Dictionary<long, long> steps)
    {
        var split = new List<AxisPart>();
        foreach (AxisPart part in parts)
        {
            foreach (AxisPart piece in order.Where(piece => piece.Step >= part.Step && piece.Step < part.Step * part.Count).OrderByDescending(static piece => piece.Step))
            {
                split.Add(piece with { Step = steps[piece.Step] });
            }
        }

        return split;
    }

    private int Index(long axis) => Index(axis, Rank);

    private static int Index(long axis, int rank) => axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : -1;
}
