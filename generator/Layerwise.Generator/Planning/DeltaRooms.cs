using System.Collections.Immutable;
using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Planning;

/// <summary>Gives derivatives room, step after step: a room is free for another value once nobody needs what it holds any more.</summary>
internal sealed class DeltaRooms
{
    // The last that each room was given to.
    private readonly List<Value> _alive = [];

    /// <summary>The room of the derivatives with respect to what each step writes.</summary>
    public List<int> Of { get; } = [];

    /// <summary>The room of each step's part of the derivatives with respect to what it reads; null where it has that of the value.</summary>
    public List<ImmutableArray<int?>> Parts { get; } = [];

    /// <summary>Floats of each room, of one sample.</summary>
    public List<int> Widths { get; } = [];

    /// <summary>Adds the next step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="steps">All steps.</param>
    /// <param name="readers">Who reads what each of them writes.</param>
    public void Add(Operation step, IReadOnlyList<Operation> steps, int[][] readers)
    {
        int index = Of.Count;
        int read = step.Reads[0] - 1;

        // The loss reads the last value.
        int lastRead = readers[index].DefaultIfEmpty(steps.Count).Max();
        if (step.CanWorkInPlace && read >= 0 && readers[read].Length == 1)
        {
            // Derivatives stay in the room that they come in.
            Of.Add(Of[read]);
            _alive[Of[read]] = _alive[Of[read]] with { LastRead = lastRead };
        }
        else
        {
            Of.Add(Take(new Value(step.Width, index, lastRead)));
        }

        Parts.Add(step.Reads.Select((value, place) => PartOf(steps, index, value, place)).ToImmutableArray());
    }

    private int? PartOf(IReadOnlyList<Operation> steps, int index, int value, int place)
    {
        bool isReadLater = steps.Skip(index + 1).Any(later => later.Reads.Contains(value)) || steps[index].Reads.Skip(place + 1).Contains(value);
        if (!isReadLater || steps[index].AddsDeltas) return null;
        int width = value == Graph.Inputs ? steps[0].Layer.Input.Size : steps[value - 1].Width;
        return Take(new Value(width, index, index));
    }

    private int Take(Value value)
    {
        int room = _alive.FindIndex(other => !other.IsAliveWith(value));
        if (room < 0)
        {
            room = Widths.Count;
            Widths.Add(0);
            _alive.Add(value);
        }

        _alive[room] = value;
        Widths[room] = Math.Max(Widths[room], value.Width);
        return room;
    }
}
