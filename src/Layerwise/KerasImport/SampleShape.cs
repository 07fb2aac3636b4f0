using System.Globalization;
using Layerwise.Runtime;

namespace Layerwise.KerasImport;

/// <summary>What a file says of the shape of values: how many samples, for sequences how many steps, and how many numbers; null for each that is left open.</summary>
internal readonly struct SampleShape
{
    // More dimensions than any layer has; what is longer has a rank of its own all the same.
    private const int MostKept = 4;

    private readonly int?[]? _sizes;

    private SampleShape(int?[] sizes, int rank) => (_sizes, Rank) = (sizes, rank);

    /// <summary>How many dimensions there are.</summary>
    public int Rank { get; }

    /// <summary>Whether a sample is one step, or what is left of all: samples and numbers are all dimensions.</summary>
    public bool IsOfOneStep => Rank == 2;

    /// <summary>How many steps a sequence has; 0 where that is left open, or there are none.</summary>
    public int Steps => Rank is 3 or 4 ? _sizes![1] ?? 0 : 0;

    /// <summary>The last dimension.</summary>
    public int? Numbers => Rank is >= 1 and <= MostKept ? _sizes![Rank - 1] : null;

    /// <summary>How many numbers a step of a sequence has, which may be several channels of several features.</summary>
    public int? NumbersOfStep => Rank != MostKept ? Numbers : (long?)_sizes![2] * _sizes[3] is { } product and > 0 and <= int.MaxValue ? (int)product : null;

    /// <summary>The dimensions of a sample, channels last; null where one is left open, or there are no positions.</summary>
    public IReadOnlyList<int>? Positions
    {
        get
        {
            if (_sizes is null || Rank is not (3 or 4)) return null;
            IEnumerable<int?> sample = _sizes.Skip(1).Take(Rank - 1);
            return sample.All(static size => size > 0) ? [.. sample.Select(static size => size!.Value)] : null;
        }
    }

    /// <summary>Reads a shape; what is none has no dimensions.</summary>
    public static SampleShape Read(JsonScanner shape)
    {
        if (shape.Peek() != '[') return default;
        shape.Take('[');
        int rank = 0;
        var sizes = new int?[MostKept];
        for (bool isFirst = true; shape.HasNext(']', ref isFirst); rank++)
        {
            JsonScanner element = shape;
            shape.Skip();
            if (rank < MostKept && element.Peek() is >= '0' and <= '9' && element.TryTakeInteger(out long value) && value <= int.MaxValue) sizes[rank] = (int)value;
        }

        return new SampleShape(sizes, rank);
    }

    /// <summary>The shape as a file has it.</summary>
    public override string ToString() => Rank is 0 or > MostKept
        ? "none of 1 to 4 dimensions"
        : $"[{string.Join(", ", _sizes!.Take(Rank).Select(static size => size?.ToString(CultureInfo.InvariantCulture) ?? "null"))}]";
}
