using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>The loss of sequences that are compared with targets at each step.</summary>
public static class SequenceLoss
{
    /// <summary>The mean over all sequences of the mean loss of the steps of each that count, and its derivatives: 0 for the others.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TLoss">The loss of some steps.</typeparam>
    /// <param name="outputs">[rows, steps, outputs].</param>
    /// <param name="targets">[rows, steps, outputs].</param>
    /// <param name="derivatives">Receives [rows, steps, outputs]; empty where only the loss is wanted.</param>
    /// <param name="lengths">Steps of each row; empty where all have all steps.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps that a row has room for.</param>
    /// <param name="warmup">How many at the beginning don't count. A sequence that is no longer has a loss of 0.</param>
    public static float Mean<TLanes, TLoss>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> derivatives, ReadOnlySpan<int> lengths, int rows, int steps, int warmup)
        where TLanes : struct, ILanes<TLanes>
        where TLoss : struct, IStepLoss =>
        warmup == 0 && lengths.IsEmpty
            ? TLoss.StepLoss<TLanes>(outputs, targets, derivatives)
            : MeanOfSome<TLanes, TLoss>(outputs, targets, derivatives, lengths, rows, steps, warmup);

    /// <summary>The same of the labels of classes. A mean of labels that is weighted by their classes is one of each sequence.</summary>
    /// <typeparam name="TLanes">The registers.</typeparam>
    /// <typeparam name="TLoss">The loss of some steps.</typeparam>
    /// <param name="outputs">[rows, steps, outputs].</param>
    /// <param name="labels">[rows, steps].</param>
    /// <param name="derivatives">Receives [rows, steps, outputs].</param>
    /// <param name="lengths">Steps of each row; empty where all have all steps.</param>
    /// <param name="rows">Number of sequences.</param>
    /// <param name="steps">Steps that a row has room for.</param>
    /// <param name="warmup">How many at the beginning don't count.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Mean<TLanes, TLoss>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, Span<float> derivatives, ReadOnlySpan<int> lengths, int rows, int steps, int warmup)
        where TLanes : struct, ILanes<TLanes>
        where TLoss : struct, ILabelStepLoss
    {
        int width = outputs.Length / rows / steps;
        double sum = 0;
        derivatives.Clear();
        for (int row = 0; row < rows; row++)
        {
            int count = (lengths.IsEmpty ? steps : lengths[row]) - warmup;
            if (count <= 0) continue;
            int first = (row * steps) + warmup;
            Span<float> own = derivatives.Slice(first * width, count * width);
            sum += TLoss.StepLoss<TLanes>(outputs.Slice(first * width, count * width), labels.Slice(first, count), own);
            foreach (ref float derivative in own) derivative /= rows;
        }

        return (float)(sum / rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float MeanOfSome<TLanes, TLoss>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> derivatives, ReadOnlySpan<int> lengths, int rows, int steps, int warmup)
        where TLanes : struct, ILanes<TLanes>
        where TLoss : struct, IStepLoss
    {
        int width = outputs.Length / rows / steps;
        double sum = 0;
        derivatives.Clear();
        for (int row = 0; row < rows; row++)
        {
            int count = (lengths.IsEmpty ? steps : lengths[row]) - warmup;
            if (count <= 0) continue;
            int first = ((row * steps) + warmup) * width;
            Span<float> own = derivatives.IsEmpty ? default : derivatives.Slice(first, count * width);
            sum += TLoss.StepLoss<TLanes>(outputs.Slice(first, count * width), targets.Slice(first, count * width), own);
            foreach (ref float derivative in own) derivative /= rows;
        }

        return (float)(sum / rows);
    }
}
