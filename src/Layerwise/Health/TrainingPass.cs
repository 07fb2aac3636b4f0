using Layerwise.Runtime;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>One forward and backward pass over samples spread evenly over a data set, which leaves the network as it was.</summary>
internal sealed class TrainingPass<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly Batch _batch;
    private readonly AlignedBuffer _gradients = new(TNetwork.ParameterCount);

    public TrainingPass(TNetwork network, Dataset samples, int maxSamples)
    {
        Network = network;
        Rows = Math.Min(samples.Count, maxSamples);
        _batch = new Batch(Rows, TNetwork.InputSize, TNetwork.OutputSize, TargetRange.OfOtherClasses(TNetwork.Loss));
        int[] rows = [.. Enumerable.Range(0, Rows).Select(row => (int)((long)row * samples.Count / Rows))];
        _batch.Gather(samples, rows);

        Workspace = TNetwork.CreateWorkspace(Rows);
        Workspace.SetLengths(_batch.Lengths);
        Loss = LossAgain();
    }

    public TNetwork Network { get; }

    public int Rows { get; }

    public float Loss { get; }

    public Workspace<TNetwork> Workspace { get; }

    /// <summary>As the first layer sees them: scaled, where the network scales them.</summary>
    public ReadOnlySpan<float> Inputs => Workspace.SeenInputs(_batch.Inputs);

    /// <summary>Those of the last pass.</summary>
    public Span<float> Gradients => _gradients.Span;

    /// <summary>The derivatives, with respect to all inputs, of a random sum of the answer that each sequence ends with; no dropout.</summary>
    /// <returns>[rows, InputSize].</returns>
    public float[] FromEndsToInputs()
    {
        int width = TNetwork.OutputSize / TNetwork.AnsweredSteps;
        var random = new Random(1);
        float[] derivatives = new float[Rows * TNetwork.OutputSize];
        for (int row = 0; row < Rows; row++)
        {
            int last = TNetwork.AnsweredSteps == 1 ? 0 : Workspace.StepsOf(row, TNetwork.Steps) - 1;
            foreach (ref float derivative in derivatives.AsSpan((row * TNetwork.OutputSize) + (last * width), width)) derivative = random.Next(2) == 0 ? -1 : 1;
        }

        float[] ofInputs = new float[Rows * TNetwork.InputSize];
        Workspace.IsForInference = true;
        try
        {
            Network.Forward(_batch.Inputs, Workspace);
            Network.Backward(derivatives, Workspace, new float[TNetwork.ParameterCount], ofInputs);
        }
        finally
        {
            Workspace.IsForInference = false;
        }

        return ofInputs;
    }

    /// <summary>The loss of the same samples, with the same masks of dropout, by the present parameters.</summary>
    public float LossAgain()
    {
        // A pass of training moves the running statistics of batch normalization.
        float[] statistics = Network.RunningStatistics.ToArray();
        Workspace.DropoutPass = 0;
        try
        {
            return Network.ComputeGradients(_batch.Inputs, _batch.Targets, Workspace, _gradients.Span);
        }
        finally
        {
            statistics.CopyTo(Network.RunningStatistics);
        }
    }
}
