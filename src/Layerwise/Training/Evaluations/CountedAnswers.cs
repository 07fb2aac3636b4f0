using System.Runtime.CompilerServices;

namespace Layerwise;

/// <summary>The answers of a batch that count: of sequences that are answered at each step, those behind the warm-up and before the end of each.</summary>
internal static class CountedAnswers
{
    /// <summary>Some answers.</summary>
    /// <param name="outputs">[answers, numbers of an answer].</param>
    /// <param name="targets">[answers, numbers of an answer].</param>
    public delegate void Reader(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets);

    /// <summary>Right answers, and answers that can be right or wrong.</summary>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize].</param>
    /// <param name="lengths">Steps of each row; empty where all have all steps.</param>
    public static (int Right, int Answers) CountRight<TNetwork>(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths)
        where TNetwork : class, INetwork<TNetwork> => CountRight<TNetwork>(outputs, targets, lengths, HeadsOf<TNetwork>.All);

    /// <summary>The same of some of the outputs.</summary>
    public static (int Right, int Answers) CountRight<TNetwork>(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths, ReadOnlySpan<HeadInfo> heads)
        where TNetwork : class, INetwork<TNetwork> => TNetwork.AnsweredSteps == 1
        ? Metrics.CountRight(outputs, targets, TNetwork.OutputSize, heads)
        : CountRightSteps<TNetwork>(outputs, targets, lengths, heads);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Right, int Answers) CountRightSteps<TNetwork>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths, ReadOnlySpan<HeadInfo> heads)
        where TNetwork : class, INetwork<TNetwork>
    {
        (int right, int answers) = (0, 0);
        for (int row = 0; row < outputs.Length / TNetwork.OutputSize; row++)
        {
            (int first, int length) = Counted<TNetwork>(row, lengths);
            if (length == 0) continue;
            (int rightHere, int answersHere) = Metrics.CountRight(
                outputs.Slice(first, length), targets.Slice(first, length), TNetwork.OutputSize / TNetwork.AnsweredSteps, heads);
            right += rightHere;
            answers += answersHere;
        }

        return (right, answers);
    }

    /// <summary>Shows them, row by row where some don't count.</summary>
    /// <param name="outputs">[rows, OutputSize].</param>
    /// <param name="targets">[rows, OutputSize].</param>
    /// <param name="lengths">Steps of each row; empty where all have all steps.</param>
    /// <param name="reader">Is called at least once where one counts.</param>
    public static void Show<TNetwork>(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> lengths, Reader reader)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (TNetwork.AnsweredSteps == 1)
        {
            reader(outputs, targets);
            return;
        }

        for (int row = 0; row < outputs.Length / TNetwork.OutputSize; row++)
        {
            (int first, int length) = Counted<TNetwork>(row, lengths);
            if (length > 0) reader(outputs.Slice(first, length), targets.Slice(first, length));
        }
    }

    // Where those of a row begin, and how many numbers they are.
    private static (int First, int Length) Counted<TNetwork>(int row, ReadOnlySpan<int> lengths)
        where TNetwork : class, INetwork<TNetwork>
    {
        int width = TNetwork.OutputSize / TNetwork.AnsweredSteps;
        int steps = Math.Max(0, (lengths.IsEmpty ? TNetwork.AnsweredSteps : lengths[row]) - TNetwork.WarmupSteps);
        return ((row * TNetwork.OutputSize) + (TNetwork.WarmupSteps * width), steps * width);
    }
}
