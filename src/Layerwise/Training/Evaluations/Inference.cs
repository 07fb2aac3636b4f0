namespace Layerwise;

/// <summary>How a network does on a batch, without training.</summary>
internal static class Inference
{
    /// <summary>The mean loss of a batch, its right answers, and how many answers can be right or wrong.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">At least one sample.</param>
    /// <param name="workspace">For samples that inference alone does not take; overwritten.</param>
    /// <param name="outputs">Room for the outputs of the batch: its first floats are overwritten.</param>
    public static (float Loss, (int Right, int Answers) Counts) Score<TNetwork>(TNetwork network, Batch batch, Workspace<TNetwork> workspace, Span<float> outputs)
        where TNetwork : class, INetwork<TNetwork>
    {
        outputs = outputs[..(batch.Rows * TNetwork.OutputSize)];
        if (NeedsWorkspace<TNetwork>(batch.Lengths)) ForwardOf(network, batch, workspace).CopyTo(outputs);
        else network.Forward(batch.Inputs, outputs);
        return Score(network, batch, outputs);
    }

    /// <summary>The same of outputs that are known.</summary>
    public static (float Loss, (int Right, int Answers) Counts) Score<TNetwork>(TNetwork network, Batch batch, ReadOnlySpan<float> outputs)
        where TNetwork : class, INetwork<TNetwork>
    {
        float loss = batch.Weights.IsEmpty
            ? ReportedLoss.Of(network, outputs, batch.Targets, batch.Lengths)
            : WeightedLoss.Of(network, outputs, batch.Targets, batch.Lengths, batch.Weights);
        return (loss, CountedAnswers.CountRight<TNetwork>(outputs, batch.Targets, batch.Lengths));
    }

    /// <summary>Whether inference alone can't say what a network answers: it goes to the end of each row, and the last answer of a sequence stands before it.</summary>
    public static bool NeedsWorkspace<TNetwork>(ReadOnlySpan<int> lengths)
        where TNetwork : class, INetwork<TNetwork> => !lengths.IsEmpty && TNetwork.AnsweredSteps == 1;

    /// <summary>The answers to a batch whose sequences have lengths, by a training pass that drops nothing.</summary>
    /// <returns>[rows, OutputSize], in the workspace.</returns>
    public static ReadOnlySpan<float> ForwardOf<TNetwork>(TNetwork network, Batch batch, Workspace<TNetwork> workspace)
        where TNetwork : class, INetwork<TNetwork>
    {
        workspace.SetLengths(batch.Lengths);
        workspace.IsForInference = true;
        try
        {
            return network.Forward(batch.Inputs, workspace);
        }
        finally
        {
            workspace.IsForInference = false;
        }
    }
}
