using Layerwise.Runtime;

namespace Layerwise;

/// <summary>A part of a batch, with all that one thread needs to work on it.</summary>
internal sealed class Shard<TNetwork>(int capacity)
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly AlignedBuffer _gradients = new(TNetwork.ParameterCount);
    private readonly float[] _outputs = new float[checked(capacity * TNetwork.OutputSize)];

    public Workspace<TNetwork> Workspace { get; } = TNetwork.CreateWorkspace(capacity);

    public Batch Batch { get; } = new(capacity, TNetwork.InputSize, TNetwork.OutputSize);

    /// <summary>The gradients of the mean loss over this shard's rows.</summary>
    public Span<float> Gradients => _gradients.Span;

    /// <summary>The mean loss over this shard's rows.</summary>
    public float Loss { get; private set; }

    /// <summary>Right answers, and answers that can be right or wrong.</summary>
    public (int Right, int Answers) Counts { get; private set; }

    public void ComputeGradients(TNetwork network)
    {
        Loss = network.ComputeGradients(Batch.Inputs, Batch.Targets, Workspace, Gradients);
        Count(Workspace.Activations(TNetwork.Layers.Length - 1));
    }

    public void Evaluate(TNetwork network)
    {
        Span<float> outputs = _outputs.AsSpan(0, Batch.Rows * TNetwork.OutputSize);
        network.Forward(Batch.Inputs, outputs);
        Loss = TNetwork.ComputeLoss(outputs, Batch.Targets);
        Count(outputs);
    }

    private void Count(ReadOnlySpan<float> outputs) =>
        Counts = Metrics.CountRight(outputs, Batch.Targets, TNetwork.OutputSize, TNetwork.Loss);
}
