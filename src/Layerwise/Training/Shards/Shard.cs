using System.Runtime.CompilerServices;
using Layerwise.Runtime;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>A part of a batch, with all that one thread needs to work on it.</summary>
internal sealed class Shard<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly float[] _outputs;

    public Shard(int index, int capacity, ulong seed)
    {
        _outputs = new float[checked(capacity * TNetwork.OutputSize)];
        Batch = new Batch(capacity, TNetwork.InputSize, TNetwork.OutputSize, TargetRange.OfOtherClasses(TNetwork.Loss));
        Workspace = TNetwork.CreateWorkspace(capacity);
        Workspace.DropoutSeed = seed;
        Workspace.DropoutShard = (uint)index;
        Workspace.IsGivenCheckedTargets = true;
    }

    public Workspace<TNetwork> Workspace { get; }

    public Batch Batch { get; }

    /// <summary>The gradients of the mean loss over this shard's rows.</summary>
    public AlignedBuffer Gradients { get; } = new(TNetwork.ParameterCount);

    /// <summary>The mean loss over this shard's rows.</summary>
    public float Loss { get; private set; }

    /// <summary>Right answers, and answers that can be right or wrong.</summary>
    public (int Right, int Answers) Counts { get; private set; }

    /// <param name="network">The network.</param>
    /// <param name="steps">Steps taken so far: they choose the masks of dropout, so that a resumed training draws the same.</param>
    public void ComputeGradients(TNetwork network, long steps)
    {
        Workspace.DropoutPass = unchecked((uint)steps);
        Workspace.RowFactors = Batch.RowFactors;
        Workspace.SetLengths(Batch.Lengths);
        Loss = network.ComputeGradients(Batch.Inputs, Batch.Targets, Workspace, Gradients.Span);
        if (!Batch.Weights.IsEmpty) Loss = WeighedLoss(network);
        Counts = HeadsOf<TNetwork>.AreSeveral && TNetwork.AnsweredSteps > 1
            ? CountedAnswers.CountRight<TNetwork>(Outputs(network), Batch.Targets, Batch.Lengths)
            : HeadsOf<TNetwork>.AreSeveral
            ? CountRightOfSeveral()
            : CountedAnswers.CountRight<TNetwork>(Workspace.Outputs(TNetwork.Layers.Length - 1), Batch.Targets, Batch.Lengths);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Right, int Answers) CountRightOfSeveral()
    {
        (int right, int answers) = (0, 0);
        foreach (HeadInfo head in HeadsOf<TNetwork>.All)
        {
            (int rightHere, int answersHere) = Metrics.CountRight(head, Workspace.Outputs(head.Layer), head.Size, Batch.Targets, TNetwork.OutputSize);
            right += rightHere;
            answers += answersHere;
        }

        return (right, answers);
    }

    public void Evaluate(TNetwork network) => (Loss, Counts) = Inference.Score(network, Batch, Workspace, _outputs);

    /// <summary>The same of windows that go on from what the workspace remembers.</summary>
    public void EvaluateWindows(TNetwork network) => (Loss, Counts) = Inference.Score(network, Batch, Inference.ForwardOf(network, Batch, Workspace));

    private float WeighedLoss(TNetwork network)
    {
        if (!Workspace.HasWeighedRows)
        {
            throw new InvalidOperationException($"{typeof(TNetwork).Name} does not weigh samples: generate it anew with this version, or train it on samples without weights.");
        }

        return WeightedLoss.Of(network, Outputs(network), Batch.Targets, Batch.Lengths, Batch.Weights);
    }

    // Of the last training pass, in the unit of the targets, with several outputs of each sample behind each other.
    private ReadOnlySpan<float> Outputs(TNetwork network)
    {
        if (TNetwork.TargetScaling != TargetScaling.None)
        {
            Span<float> unscaled = _outputs.AsSpan(0, Batch.Rows * TNetwork.OutputSize);
            Workspace.Outputs(TNetwork.Layers.Length - 1).CopyTo(unscaled);
            Scales.Undo(unscaled, NetworkScaling.TargetsOf(network));
            return unscaled;
        }

        if (!HeadsOf<TNetwork>.AreSeveral) return Workspace.Outputs(TNetwork.Layers.Length - 1);
        foreach (HeadInfo head in HeadsOf<TNetwork>.All)
        {
            ReadOnlySpan<float> outputs = Workspace.Outputs(head.Layer);
            Heads.Join(outputs, head.Size, ref _outputs[0], TNetwork.OutputSize / TNetwork.AnsweredSteps, head.Offset, Batch.Rows * TNetwork.AnsweredSteps);
        }

        return _outputs.AsSpan(0, Batch.Rows * TNetwork.OutputSize);
    }
}
