using System.Runtime.CompilerServices;
using Layerwise.Runtime;
using Layerwise.Traits;

namespace Layerwise;

/// <summary>Measures of how good outputs are, beside the loss.</summary>
public static class Metrics
{
    /// <summary>
    /// The share of right answers. For <see cref="Loss.CrossEntropy"/> and <see cref="Loss.KullbackLeibler"/> a sample is right when
    /// its largest output stands where its largest target does, the first one among equals; for the losses of yes-or-no answers an
    /// output is right when it lies on the same side as its target, the border itself counting as above. The border is 0.5 for
    /// <see cref="Loss.BinaryCrossEntropy"/>, 0 for <see cref="Loss.Hinge"/>, and 0 for outputs but 0.5 for targets for
    /// <see cref="Loss.BinaryCrossEntropyWithLogits"/>. NaN is never right.
    /// </summary>
    /// <param name="outputs">[rows, outputSize], at least one row.</param>
    /// <param name="targets">[rows, outputSize].</param>
    /// <param name="outputSize">Floats of one sample's output, at least 1.</param>
    /// <param name="loss">The loss that the network minimizes; not <see cref="Loss.Auto"/>.</param>
    /// <returns>In [0, 1]; null for the losses of numbers, where no answer is right or wrong.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length, or there are no rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 1, or the loss not one that a network minimizes.</exception>
    public static float? Accuracy(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputSize, Loss loss)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        int rows = Guard.Rows(outputs.Length, outputSize, nameof(outputs));
        if (rows == 0) throw new ArgumentException("Expected at least one sample, but there are no outputs.", nameof(outputs));
        Guard.Length(targets.Length, rows, outputSize, nameof(targets));

        (int right, int answers) = CountRight(outputs, targets, outputSize, loss);
        return answers == 0 ? null : (float)right / answers;
    }

    /// <summary>The two terms of the accuracy, to be added up over batches. Lengths are not checked.</summary>
    internal static (int Right, int Answers) CountRight(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputSize, Loss loss) => LossTraits.Of(loss) switch
        {
            { IsYesOrNo: true } traits => (CountSameSide(outputs, traits.OutputBorder, targets, traits.TargetBorder), outputs.Length),
            { IsOverClasses: true } => (CountSameArgMax(outputs, targets, outputSize), outputs.Length / outputSize),
            { IsRegression: true } => (0, 0),
            var other => throw new InvalidOperationException($"Nothing says when an output is right for {other.Loss}."),
        };

    /// <summary>The same over several outputs: an answer of each can be right or wrong, where its loss is not one of numbers.</summary>
    /// <param name="outputs">[rows, width] of all outputs.</param>
    /// <param name="targets">[rows, width].</param>
    /// <param name="width">Numbers of one sample.</param>
    /// <param name="heads">The outputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static (int Right, int Answers) CountRight(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, ReadOnlySpan<HeadInfo> heads)
    {
        if (heads.Length == 1 && heads[0].Size == width) return CountRight(outputs, targets, width, heads[0].Loss);
        (int right, int answers) = (0, 0);
        foreach (HeadInfo head in heads)
        {
            (int rightHere, int answersHere) = CountRight(head, outputs[head.Offset..], width, targets, width);
            right += rightHere;
            answers += answersHere;
        }

        return (right, answers);
    }

    /// <summary>The same of one output.</summary>
    /// <param name="head">The output.</param>
    /// <param name="outputs">From its first number on.</param>
    /// <param name="outputStride">From a sample's first number to that of the next.</param>
    /// <param name="targets">[rows, width] of all outputs.</param>
    /// <param name="width">Targets of one sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static (int Right, int Answers) CountRight(HeadInfo head, ReadOnlySpan<float> outputs, int outputStride, ReadOnlySpan<float> targets, int width)
    {
        (int right, int answers) = (0, 0);
        for (int row = 0; row < targets.Length / width; row++)
        {
            (int rightHere, int answersHere) = CountRight(
                outputs.Slice(row * outputStride, head.Size), targets.Slice((row * width) + head.Offset, head.Size), head.Size, head.Loss);
            right += rightHere;
            answers += answersHere;
        }

        return (right, answers);
    }

    private static int CountSameSide(ReadOnlySpan<float> outputs, float border, ReadOnlySpan<float> targets, float targetBorder)
    {
        int same = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            bool right = targets[i] >= targetBorder ? outputs[i] >= border : outputs[i] < border;
            if (right) same++;
        }

        return same;
    }

    private static int CountSameArgMax(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int outputSize)
    {
        int same = 0;
        for (int start = 0; start < outputs.Length; start += outputSize)
        {
            int answer = Answer.Largest(outputs.Slice(start, outputSize));
            if (answer != Answer.None && answer == Answer.Largest(targets.Slice(start, outputSize))) same++;
        }

        return same;
    }
}
