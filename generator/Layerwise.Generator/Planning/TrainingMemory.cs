using System.Collections.Immutable;
using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Planning;

/// <summary>
/// What a training pass keeps. Forward each value has a place of its own, because the way back asks for it; but for one that an activation takes the place of.
/// Backward the derivatives with respect to values that are never needed together share room.
/// </summary>
/// <param name="Kept">The place of each value, by the step that writes it.</param>
/// <param name="FurtherWidths">The floats of each further value, of one sample.</param>
/// <param name="Deltas">Which room the derivatives with respect to each value lie in.</param>
/// <param name="DeltaWidths">The floats of each room, of one sample.</param>
internal sealed record TrainingMemory(
    ImmutableArray<KeptValue> Kept, ImmutableArray<int> FurtherWidths, ImmutableArray<int> Deltas, ImmutableArray<int> DeltaWidths)
{
    /// <param name="steps">Of training, in their order.</param>
    public static TrainingMemory Of(IReadOnlyList<Operation> steps)
    {
        int[][] readers = [.. steps.Select(step => Enumerable.Range(0, steps.Count).Where(reader => steps[reader].Reads.Contains(step.Writes)).ToArray())];
        (KeptValue[] kept, int[] further) = Keep(steps, readers);
        (int[] deltas, int[] widths) = Share(steps, readers);
        return new TrainingMemory(ImmutableArray.Create(kept), ImmutableArray.Create(further), ImmutableArray.Create(deltas), ImmutableArray.Create(widths));
    }

    // Backward, so that what an activation takes the place of finds that place.
    private static (KeptValue[] Kept, int[] FurtherWidths) Keep(IReadOnlyList<Operation> steps, int[][] readers)
    {
        var kept = new KeptValue[steps.Count];
        var further = new List<int>();
        for (int index = steps.Count - 1; index >= 0; index--)
        {
            Operation step = steps[index];
            bool isLast = index + 1 == steps.Count || steps[index + 1].Layer.Index != step.Layer.Index;
            Operation? reader = readers[index].Length == 1 ? steps[readers[index][0]] : null;
            kept[index] = reader switch
            {
                _ when step is Drop => new(ValueRole.Outputs, step.Layer.Index),
                _ when isLast || steps[index + 1] is Drop => new(ValueRole.Activations, step.Layer.Index),
                Activate { Phi.Traits.KeepsPreActivations: false } => kept[readers[index][0]],
                Activate when kept[readers[index][0]].Role == ValueRole.Activations => new(ValueRole.PreActivations, step.Layer.Index),
                Normalize => new(ValueRole.Normalized, step.Layer.Index),
                _ => new(ValueRole.Further, further.Count),
            };
            if (kept[index].Role == ValueRole.Further && kept[index].Index == further.Count) further.Add(step.Width);
        }

        return (kept, [.. further]);
    }

    // Steps that can work in place leave derivatives in the room of those that they get.
    private static (int[] Rooms, int[] Widths) Share(IReadOnlyList<Operation> steps, int[][] readers)
    {
        var rooms = new int[steps.Count];
        var widths = new List<int>();
        var alive = new List<Value>();
        for (int index = 0; index < steps.Count; index++)
        {
            Operation step = steps[index];
            int read = step.Reads[0] - 1;

            // The loss reads the last value.
            int lastRead = readers[index].DefaultIfEmpty(steps.Count).Max();
            if (step.CanWorkInPlace && read >= 0 && readers[read].Length == 1)
            {
                rooms[index] = rooms[read];
                alive[rooms[read]] = alive[rooms[read]] with { LastRead = lastRead };
                continue;
            }

            var value = new Value(step.Width, index, lastRead);
            int free = alive.FindIndex(other => !other.IsAliveWith(value));
            if (free < 0)
            {
                free = widths.Count;
                widths.Add(0);
                alive.Add(value);
            }

            rooms[index] = free;
            alive[free] = value;
            widths[free] = Math.Max(widths[free], value.Width);
        }

        return (rooms, [.. widths]);
    }
}
