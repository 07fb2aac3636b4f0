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
/// <param name="Parts">
/// For each step and each value that it reads: the room of what the step adds to the derivatives with respect to that value, where a later step reads the value too
/// and has brought the first part of them; null where the step is the first on the way back, or adds its part itself.
/// </param>
/// <param name="DeltaWidths">The floats of each room, of one sample.</param>
/// <param name="Rooms">Which further value is the room of each step, for what it keeps beside values; null for most.</param>
internal sealed record TrainingMemory(
    ImmutableArray<KeptValue> Kept,
    ImmutableArray<int> FurtherWidths,
    ImmutableArray<int> Deltas,
    ImmutableArray<ImmutableArray<int?>> Parts,
    ImmutableArray<int> DeltaWidths,
    ImmutableArray<int?> Rooms)
{
    /// <param name="steps">Of training, in their order.</param>
    public static TrainingMemory Of(IReadOnlyList<Operation> steps)
    {
        int[][] readers = [.. steps.Select(step => Enumerable.Range(0, steps.Count).Where(reader => steps[reader].Reads.Contains(step.Writes)).ToArray())];
        (KeptValue[] kept, List<int> further) = Keep(steps, readers);
        int?[] own = [.. steps.Select(step => step.RoomWidth == 0 ? (int?)null : Add(step.RoomWidth))];
        var rooms = new DeltaRooms();
        foreach (Operation step in steps) rooms.Add(step, steps, readers);
        return new TrainingMemory(
            ImmutableArray.Create(kept),
            further.ToImmutableArray(),
            rooms.Of.ToImmutableArray(),
            rooms.Parts.ToImmutableArray(),
            rooms.Widths.ToImmutableArray(),
            ImmutableArray.Create(own));

        int Add(int width)
        {
            further.Add(width);
            return further.Count - 1;
        }
    }

    // Backward, so that what an activation takes the place of finds that place; so does a sum where nobody asks later for what went into it.
    private static (KeptValue[] Kept, List<int> FurtherWidths) Keep(IReadOnlyList<Operation> steps, int[][] readers)
    {
        var kept = new KeptValue[steps.Count];
        var further = new List<int>();
        for (int index = steps.Count - 1; index >= 0; index--)
        {
            Operation step = steps[index];
            Operation? reader = readers[index].Length == 1 ? steps[readers[index][0]] : null;
            kept[index] = reader switch
            {
                _ when step is Join => new(ValueRole.Further, further.Count),
                _ when step is Drop && IsLast(index) => new(ValueRole.Outputs, step.Layer.Index),
                _ when IsLast(index) || (reader is Drop drop && drop.Layer.Index == step.Layer.Index && IsLast(drop.Writes - 1)) => new(ValueRole.Activations, step.Layer.Index),
                Activate { Phi.Traits.KeepsPreActivations: false } => kept[readers[index][0]],
                Sum or Drop when reader.Reads[0] == step.Writes && step is LinearMap or Normalize or SampleNormalization or Drop => kept[readers[index][0]],
                Activate when kept[readers[index][0]].Role == ValueRole.Activations => new(ValueRole.PreActivations, step.Layer.Index),
                Normalize when step is not Activate => new(ValueRole.Normalized, step.Layer.Index),
                _ => new(ValueRole.Further, further.Count),
            };
            if (kept[index].Role == ValueRole.Further && kept[index].Index == further.Count) further.Add(step.Width);
        }

        return (kept, further);

        bool IsLast(int index) => !steps.Skip(index + 1).Any(later => later.Layer.Index == steps[index].Layer.Index && later is not Join);
    }
}
