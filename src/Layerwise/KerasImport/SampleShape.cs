using Layerwise.Runtime;

namespace Layerwise.KerasImport;

/// <summary>What a file says of the shape of values: how many samples, for sequences how many steps, and how many numbers; null where that is left open.</summary>
/// <param name="Rank">How many dimensions there are.</param>
/// <param name="Steps">The last but one; 0 where it is left open, or there is none.</param>
/// <param name="Numbers">The last one.</param>
internal readonly record struct SampleShape(int Rank, int Steps, int? Numbers)
{
    /// <summary>Whether a sample is one step, or what is left of all: samples and numbers are all dimensions.</summary>
    public bool IsOfOneStep => Rank == 2;

    /// <summary>Reads a shape; what is none has no dimensions.</summary>
    public static SampleShape Read(JsonScanner shape)
    {
        if (shape.Peek() != '[') return default;
        shape.Take('[');
        int rank = 0;
        int? before = null, last = null;
        for (bool isFirst = true; shape.HasNext(']', ref isFirst); rank++)
        {
            JsonScanner element = shape;
            shape.Skip();
            before = last;
            last = element.Peek() is >= '0' and <= '9' && element.TryTakeInteger(out long value) && value <= int.MaxValue ? (int)value : null;
        }

        return new SampleShape(rank, rank == 3 ? before ?? 0 : 0, last);
    }
}
