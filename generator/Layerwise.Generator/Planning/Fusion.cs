using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Planning;

/// <summary>Which steps happen while the results of another one are in registers: that is where nobody else reads what passes between the two.</summary>
internal static class Fusion
{
    /// <summary>
    /// Inference: a product takes on what follows it in its layer. A normalization is a factor and an addend for each column, an activation follows in
    /// registers, and nothing is dropped. A depthwise convolution needs no borders. What a product doesn't reach, as behind the sum of a residual connection, runs by itself, and
    /// so does an activation with a slope for each unit.
    /// </summary>
    public static IEnumerable<Operation> ForInference(IReadOnlyList<Operation> steps)
    {
        ILookup<int, Operation> readers = ReadersOf(steps);
        var taken = new HashSet<int>();
        foreach (Operation step in steps)
        {
            if (taken.Contains(step.Writes)) continue;
            Operation fused = step;
            while (Only(readers[fused.Writes]) is { } next && TakeOn(fused, next) is { } more)
            {
                taken.Add(next.Writes);
                fused = more with { Writes = next.Writes };
            }

            yield return fused;
        }
    }

    /// <summary>
    /// Training: an activation follows its product in registers where nobody asks for z later, and its derivative is applied by the product behind it
    /// where a alone tells φ′.
    /// </summary>
    public static IEnumerable<Operation> ForTraining(IReadOnlyList<Operation> steps)
    {
        ILookup<int, Operation> readers = ReadersOf(steps);
        var writers = steps.ToDictionary(static step => step.Writes);
        foreach (Operation step in steps)
        {
            Operation? behind = Only(readers[step.Writes]);
            Operation? before = Before(step);
            yield return step switch
            {
                MatMul product => product with
                {
                    Finish = FinishOf(product, behind),
                    Through = before is Activate last && IsThrough(last, product) ? last.Phi : null,
                },
                Convolve convolve => convolve with { Finish = FinishOf(convolve, behind) },
                SampleNormalization normalize => normalize with { Finish = FinishOf(normalize, behind) },
                Activate activate => activate with
                {
                    IsFusedForward = before is not null && IsFinish(before, activate),
                    IsFusedBackward = behind is MatMul product && IsThrough(activate, product),
                },
                _ => step,
            };
        }

        // What an activation reads that somebody else reads too has derivatives of its own, apart from those that the product behind it computes. One of the channels of each
        // position knows its row only where the product takes that.
        bool IsThrough(Activate activate, MatMul product) =>
            IsDoneInRegisters(activate) && Before(activate) is not null && (!activate.Phi.Traits.IsRowwise || activate.Channels == product.FanIn);

        Operation? Before(Operation step) => writers.TryGetValue(step.Reads[0], out Operation? writer) && Only(readers[writer.Writes]) is not null ? writer : null;
    }

    private static Operation? TakeOn(Operation step, Operation next) => (step, next) switch
    {
        _ when step.Layer.Index != next.Layer.Index => null,
        (Pad, Convolve convolve) when new ConvolvePlan(convolve).KeepsWindow => convolve with { IsOverBorders = true, Reads = step.Reads },
        (MatMul product, Recur recur) => recur with { MultipliesInputs = true, Reads = product.Reads },
        (LinearMap { Finish.Traits.IsLinear: true } map, Normalize) => map with { IsScaled = true },
        (_, Activate { Phi.HasSlopePerUnit: true }) => null,
        (LinearMap map, Activate activate) => map with { Finish = activate.Phi },
        (SampleNormalization normalize, Activate { Phi.Traits.IsRowwise: false } activate) => normalize with { Finish = activate.Phi },
        (_, Activate { Phi.Traits.IsLinear: true } or Drop) => step,
        _ => null,
    };

    private static ActivationSpec FinishOf(Operation step, Operation? behind) =>
        behind is Activate next && IsFinish(step, next) ? next.Phi : ActivationSpec.Identity;

    // One that begins the next layer leaves what this one makes as it is. A normalization of samples knows one column at a time.
    private static bool IsFinish(Operation step, Activate next) => step.Layer.Index == next.Layer.Index && IsDoneInRegisters(next) && step switch
    {
        LinearMap => true,
        SampleNormalization => !next.Phi.Traits.IsRowwise,
        _ => false,
    };

    private static bool IsDoneInRegisters(Activate activate) => !activate.Phi.Traits.KeepsPreActivations;

    private static ILookup<int, Operation> ReadersOf(IReadOnlyList<Operation> steps) => steps
        .SelectMany(static step => step.Reads.Select(value => (Value: value, Step: step)))
        .ToLookup(static read => read.Value, static read => read.Step);

    private static Operation? Only(IEnumerable<Operation> readers)
    {
        Operation[] all = [.. readers.Take(2)];
        return all.Length == 1 ? all[0] : null;
    }
}
