using Layerwise.Traits;

namespace Layerwise;

/// <summary>What a network answers to samples, batch by batch, by inference.</summary>
internal static class Predictions
{
    // As many as a trainer takes by default, so that both add up in the same order and give the same bits.
    private const int MostRows = 32;

    /// <summary>Takes up one batch.</summary>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize].</param>
    /// <param name="lengths">Steps of each row; empty where all have all steps.</param>
    public delegate void Reader(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths);

    /// <summary>Shows all samples, in their order.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples, whose sizes and targets are checked.</param>
    /// <param name="reader">Is called for each batch.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, or a target is outside the range of its loss.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Show<TNetwork>(TNetwork network, Dataset samples, Reader reader, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        Trainer<TNetwork>.Check(samples, nameof(samples));
        int capacity = Math.Min(MostRows, samples.Count);
        var batch = new Batch(capacity, TNetwork.InputSize, TNetwork.OutputSize, TargetRange.OfOtherClasses(TNetwork.Loss));
        var outputs = new float[capacity * TNetwork.OutputSize];
        Workspace<TNetwork>? workspace = null;
        for (int first = 0; first < samples.Count; first += capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch.Gather(samples, first, Math.Min(capacity, samples.Count - first));
            Span<float> answers = outputs.AsSpan(0, batch.Rows * TNetwork.OutputSize);
            if (!Inference.NeedsWorkspace<TNetwork>(batch.Lengths)) network.Forward(batch.Inputs, answers);
            else Inference.ForwardOf(network, batch, workspace ??= TNetwork.CreateWorkspace(capacity)).CopyTo(answers);
            reader(answers, batch.Targets, batch.Lengths);
        }
    }

    /// <summary>
    /// Shows one output of all samples, in their order: [rows, numbers of the output]. Of sequences that are answered at each step, the rows are the steps that count.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples, whose sizes and targets are checked.</param>
    /// <param name="head">Which output.</param>
    /// <param name="reader">Is called for each batch.</param>
    /// <exception cref="ArgumentException">The samples don't have the network's sizes, or a target is outside the range of its loss.</exception>
    public static void Show<TNetwork>(TNetwork network, Dataset samples, HeadInfo head, CountedAnswers.Reader reader)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (!HeadsOf<TNetwork>.AreSeveral)
        {
            Show(network, samples, (outputs, targets, lengths) => CountedAnswers.Show<TNetwork>(outputs, targets, lengths, reader));
            return;
        }

        int width = TNetwork.OutputSize / TNetwork.AnsweredSteps;
        var own = new float[MostRows * TNetwork.AnsweredSteps * head.Size];
        var ownTargets = new float[own.Length];
        Show(network, samples, (outputs, targets, lengths) => CountedAnswers.Show<TNetwork>(outputs, targets, lengths, ShowOwn));

        void ShowOwn(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
        {
            int length = outputs.Length / width * head.Size;
            CopyColumns(outputs, width, head, own);
            CopyColumns(targets, width, head, ownTargets);
            reader(own.AsSpan(0, length), ownTargets.AsSpan(0, length));
        }
    }

    private static void CopyColumns(ReadOnlySpan<float> all, int width, HeadInfo head, Span<float> own)
    {
        for (int row = 0; row < all.Length / width; row++) all.Slice((row * width) + head.Offset, head.Size).CopyTo(own[(row * head.Size)..]);
    }
}
