using System.Collections.Immutable;
using Layerwise.Generator.Ops;
using Layerwise.Tiles;

namespace Layerwise.Generator.Planning;

/// <summary>Where inference keeps what passes between its steps.</summary>
/// <param name="Offsets">Where the value that each step writes starts among those of one sample; null for what lies where the caller wants the outputs.</param>
/// <param name="Places">The step in whose place each one's value lies, often its own.</param>
/// <param name="Length">Floats of one sample.</param>
internal sealed record InferenceMemory(ImmutableArray<int?> Offsets, ImmutableArray<int> Places, long Length)
{
    /// <param name="steps">Of inference, in their order.</param>
    /// <param name="alignment">Values begin at multiples of it.</param>
    public static InferenceMemory Of(IReadOnlyList<Operation> steps, int alignment = Tiling.WidestLanes)
    {
        int[] places = PlacesOf(steps);

        // What the last step writes belongs to the caller.
        IGrouping<int, int>[] hidden = [.. Enumerable.Range(0, steps.Count).GroupBy(step => places[step]).Where(place => place.Key < steps.Count - 1)];
        Liveness liveness = Liveness.Of([.. hidden.Select(place => new Value(Padded(steps[place.Key].Width, alignment), place.First(), LastRead(steps, place.Key)))]);
        var offsets = new int?[steps.Count];
        for (int i = 0; i < hidden.Length; i++)
        {
            foreach (int step in hidden[i]) offsets[step] = liveness.Offsets[i];
        }

        return new InferenceMemory(ImmutableArray.Create(offsets), ImmutableArray.Create(places), liveness.Length);
    }

    /// <summary>Whole cache lines, or what else is asked for, so that what lies behind starts on one too.</summary>
    public static int Padded(int width, int alignment = Tiling.WidestLanes) => (width + alignment - 1) / alignment * alignment;

    // What only a step reads that can work in its place lies where the results of that step belong.
    private static int[] PlacesOf(IReadOnlyList<Operation> steps)
    {
        int[] places = [.. Enumerable.Range(0, steps.Count)];
        for (int step = steps.Count - 1; step >= 0; step--)
        {
            int[] readers = [.. Enumerable.Range(0, steps.Count).Where(reader => steps[reader].Reads.Contains(steps[step].Writes)).Take(2)];
            if (readers.Length == 1 && steps[readers[0]] is { CanWorkInPlace: true } next && next.Reads[0] == steps[step].Writes) places[step] = places[readers[0]];
        }

        return places;
    }

    private static int LastRead(IReadOnlyList<Operation> steps, int writer) =>
        Enumerable.Range(0, steps.Count).Last(reader => steps[reader].Reads.Contains(steps[writer].Writes));
}
