using System.Collections.Immutable;

namespace Layerwise.Generator.Planning;

/// <summary>Something that one step writes and later ones read.</summary>
/// <param name="Width">Its floats.</param>
/// <param name="Written">The step that writes it.</param>
/// <param name="LastRead">The last step that reads it, behind that one.</param>
internal readonly record struct Value(int Width, int Written, int LastRead)
{
    /// <summary>Whether both must be in memory at some step. What a step reads is still there while it writes.</summary>
    public bool IsAliveWith(Value other) => Written <= other.LastRead && other.Written <= LastRead;
}

/// <summary>Where values lie, so that those that are never alive together share room.</summary>
/// <param name="Offsets">The first float of each value.</param>
/// <param name="Length">Floats of the whole room.</param>
internal sealed record Liveness(ImmutableArray<int> Offsets, long Length)
{
    /// <summary>
    /// The values of a chain lie at the two ends of the room in turn, which is as small as the largest two neighbours together. Where branches keep values
    /// alive for longer and that leaves no place for one, they are placed largest first, each as far in front as it goes ("greedy by size", Pisarchyk and
    /// Lee 2020, Efficient memory management for deep neural net inference).
    /// </summary>
    /// <param name="values">In the order in which they are written.</param>
    public static Liveness Of(IReadOnlyList<Value> values) => AtBothEnds(values, MostAlive(values)) ?? LargestFirst(values);

    private static long MostAlive(IReadOnlyList<Value> values) => values
        .Select(value => values.Where(other => other.Written <= value.Written && value.Written <= other.LastRead).Sum(static other => (long)other.Width))
        .DefaultIfEmpty(0)
        .Max();

    private static Liveness? AtBothEnds(IReadOnlyList<Value> values, long length)
    {
        var offsets = ImmutableArray.CreateBuilder<int>(values.Count);
        for (int next = 0; next < values.Count; next++)
        {
            int width = values[next].Width;
            bool IsFree(long offset) => Enumerable.Range(0, next).All(other =>
                !values[other].IsAliveWith(values[next]) || offset + width <= offsets[other] || offsets[other] + values[other].Width <= offset);
            if (IsFree(0)) offsets.Add(0);
            else if (IsFree(length - width)) offsets.Add(checked((int)(length - width)));
            else return null;
        }

        return new Liveness(offsets.MoveToImmutable(), length);
    }

    private static Liveness LargestFirst(IReadOnlyList<Value> values)
    {
        var offsets = new int[values.Count];
        var placed = new List<int>();
        long length = 0;
        foreach (int next in Enumerable.Range(0, values.Count).OrderByDescending(index => values[index].Width))
        {
            long offset = 0;
            foreach (int other in placed.Where(other => values[other].IsAliveWith(values[next])).OrderBy(other => offsets[other]))
            {
                if (offset + values[next].Width <= offsets[other]) break;
                offset = Math.Max(offset, (long)offsets[other] + values[other].Width);
            }

            offsets[next] = checked((int)offset);
            length = Math.Max(length, offset + values[next].Width);
            placed.Add(next);
        }

        return new Liveness(offsets.ToImmutableArray(), length);
    }
}
