using System.Collections.Immutable;
using Layerwise.Generator.Layers;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Tensors;
using Layerwise.Tiles;

namespace Layerwise.Generator.Planning;

/// <summary>How a network is compiled: its steps, and where inference keeps what passes between them.</summary>
/// <param name="Network">The network.</param>
/// <param name="Inference">The steps of inference.</param>
/// <param name="Training">The steps of training forward; backward they run in reverse.</param>
/// <param name="Hidden">Where one sample keeps what they write.</param>
/// <param name="IsSampleOnStack">Whether they lie on the stack, with the scales of normalizations.</param>
/// <param name="BlockRows">Samples that pass through all layers together.</param>
/// <param name="ForwardPanel">Floats of the largest panel of weights that inference copies together; 0 if it never does.</param>
internal sealed record NetworkPlan(
    NetworkSpec Network,
    ImmutableArray<Operation> Inference,
    ImmutableArray<Operation> Training,
    InferenceMemory Hidden,
    bool IsSampleOnStack,
    int BlockRows,
    int ForwardPanel)
{
    public static NetworkPlan Of(NetworkSpec network)
    {
        IReadOnlyList<Operation> operations = Lowering.Of(network);

        // What a sequence gives follows from its steps, one after the other.
        ImmutableArray<Operation> inference = Fusion.ForInference(network.IsRecurrent ? Lowering.Of(network.AtOneStep) : operations).ToImmutableArray();
        InferenceMemory hidden = InferenceMemory.Of(inference);
        int panel = (int)Largest(inference, static product => product.ForwardPanel);
        return new NetworkPlan(
            network,
            inference,
            Fusion.ForTraining(operations).ToImmutableArray(),
            hidden,
            hidden.Length + ScalesOf(network) + ScaledInputsOf(network) <= CodeBudget.StackFloats,
            RowsPerBlock(inference, hidden.Length + ScaledInputsOf(network), panel > 0),
            panel);
    }

    /// <summary>Where the losses come in: a plan for each output, in their order.</summary>
    public ImmutableArray<HeadPlan> Heads { get; } = HeadPlan.Of(Network, Training);

    /// <summary>The outputs whose products a batch of inference computes as one; null where there are none.</summary>
    public HeadProduct? InferredTogether { get; } = HeadProduct.Of(Network, Inference);

    /// <summary>Those whose products training computes as one.</summary>
    public HeadProduct? TrainedTogether { get; } = HeadProduct.Of(Network, Training);

    /// <summary>The step of training that puts several outputs behind each other; null for a network with one.</summary>
    public Join? Join => Training[Training.Length - 1] as Join;

    /// <summary>The steps of training up to the last one that is a linear map or a sum: those behind it belong to the outputs.</summary>
    public int StepsToLastMap => Training.Length - Heads.Sum(static head => head.Ending.Length) - (Join is null ? 0 : 1);

    /// <summary>Whether the rooms for derivatives are what a workspace has by default.</summary>
    public bool HasPlainDeltas =>
        Memory.DeltaWidths.Length <= 2 && Memory.DeltaWidths.Max() <= Network.Layers.Max(static layer => layer.Output.Size);

    /// <summary>What a training pass keeps.</summary>
    public TrainingMemory Memory { get; } = TrainingMemory.Of(Training);

    /// <summary>
    /// The floats of each value, of one sample, that a workspace keeps beside those of layers: those of training's memory, and behind them the targets of each of several outputs,
    /// and what outputs that are trained together share; or targets and derivatives that are scaled.
    /// </summary>
    public IReadOnlyList<int> FurtherWidths =>
    [
        .. Memory.FurtherWidths,
        .. Join is not null
            ? [.. Network.Heads.Select(head => Network.AnsweredSteps * head.Size), .. TrainedTogether is null ? Enumerable.Empty<int>() : [TrainedTogether.Whole.FanOut]]
            : Network.ScalesTargets ? [Network.OutputSize, Network.OutputSize]
            : Enumerable.Empty<int>(),
    ];

    /// <summary>Floats that inference of one sample needs beside parameters, inputs and outputs.</summary>
    public long SampleRoom => (Inference.Length == 1 ? 0 : Hidden.Length) + ScalesLength + ScaledInputs;

    /// <summary>Floats that inference needs for what it multiplies and adds in place of normalizations; 0 without them.</summary>
    public int ScalesLength => ScalesOf(Network);

    /// <summary>Floats that inference needs for the scaled inputs of one sample; 0 where the network takes them as they are.</summary>
    public int ScaledInputs => ScaledInputsOf(Network);

    /// <summary>Where those of a layer start among them.</summary>
    public int ScalesOffset(LayerSpec layer) => Network.Layers.Take(layer.Index).Sum(PaddedScales);

    /// <summary>Floats of the largest room in which training copies weights together, transposes them or spreads derivatives.</summary>
    public long TrainingPanel => new[]
    {
        Largest(Training, static product => product.TrainingPanel),
        TrainedTogether?.TrainingPanel ?? 0,
        Training.OfType<Convolve>().Select(static step => new ConvolvePlan(step).TrainingRoom).DefaultIfEmpty().Max(),
        Training.OfType<Recur>().Select(static step => RecurrentTiling.BackRoom(step.Units, step.Gates)).DefaultIfEmpty().Max(),
    }.Max();

    /// <summary>Floats that one sample needs for its hidden activations; 0 for a single layer.</summary>
    public int SampleScratch => (int)Hidden.Length;

    /// <summary>Steps of a sequence that pass through all layers together, so that what lies between two layers stays in the first-level cache.</summary>
    public int BlockSteps => (int)Math.Max(1, Math.Min(CodeBudget.MostSteps, CodeBudget.StepFloats / Math.Max(1, Hidden.Length)));

    /// <summary>Where a hidden value starts among those of one sample; those of several samples start as many times as far. Null for what lies among the outputs.</summary>
    /// <param name="value">What a step of inference writes.</param>
    public int? OffsetOf(int value) => Hidden.Offsets[Inference.TakeWhile(step => step.Writes != value).Count()];

    /// <summary>Where a value of inference begins among the outputs of a sample, if it is one of several outputs or lies in the place of one; otherwise null.</summary>
    /// <param name="value">What a step of inference writes.</param>
    public int? HeadOffsetOf(int value)
    {
        if (Inference[Inference.Length - 1] is not Join join) return null;
        int place = Hidden.Places[Inference.TakeWhile(step => step.Writes != value).Count()];
        int head = join.Reads.ToList().IndexOf(Inference[place].Writes);
        return head < 0 ? null : Network.Heads[head].Offset;
    }

    private static long Largest(IEnumerable<Operation> steps, Func<MatMulPlan, long> panel) =>
        steps.OfType<MatMul>().Select(product => panel(new MatMulPlan(product))).DefaultIfEmpty().Max();

    private static int ScalesOf(NetworkSpec network) => network.Layers.Sum(PaddedScales);

    private static int ScaledInputsOf(NetworkSpec network) => InferenceMemory.Padded(network.ScaledInputs);

    private static int PaddedScales(LayerSpec layer) => InferenceMemory.Padded(layer.BatchNormalization ? 2 * (int)layer.Tensors.Length(TensorRole.Gamma) : 0);

    // A multiple of the tile's rows, so that only the last block of a batch computes rows twice. Weights that fit no cache are read once for
    // each block: then large blocks matter more than that the hidden activations stay near. A convolution fills its tiles with the positions of one sample.
    private static int RowsPerBlock(IReadOnlyList<Operation> steps, long scratchPerRow, bool hasLargeWeights)
    {
        int tile = IsMostlyOfPositions(steps) ? 1 : Tiling.BatchAccumulators;
        int most = (hasLargeWeights ? 32 : 8) * tile;
        if (scratchPerRow == 0) return most;
        long rows = (hasLargeWeights ? CodeBudget.LargeBlockFloats : CodeBudget.BlockFloats) / scratchPerRow;
        return (int)Math.Max(tile, Math.Min(rows, most) / tile * tile);
    }

    private static bool IsMostlyOfPositions(IReadOnlyList<Operation> steps)
    {
        long ofWindows = steps.OfType<Convolve>().Sum(static step => step.Sizes.MultiplyAdds);
        ILookup<bool, long> products = steps.OfType<MatMul>().ToLookup(static step => step.IsPointwise, static step => (long)step.FanIn * step.Width);
        return ofWindows + products[true].Sum() > 10 * products[false].Sum();
    }
}
