using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <content>Cross-entropy with label smoothing and class weights.</content>
public static partial class Losses
{
    // A 1 with a register of zeros on either side: read from the right place, it is one group of a one-hot row.
    private static ReadOnlySpan<float> OneHot =>
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>
    /// Mean over the rows of −Σ w·y′·ln a, where y′ = (1 − labelSmoothing)·y + labelSmoothing/width; derivative −w·y′/a/rows.
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a, in [0, 1].</param>
    /// <param name="targets">y, at least 0.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <param name="labelSmoothing">In [0, 1].</param>
    /// <param name="weights">w, [width], at least 0; or empty for ones.</param>
    /// <returns>The mean loss.</returns>
    public static float WeightedCrossEntropy<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients, float labelSmoothing, ReadOnlySpan<float> weights)
        where TLanes : struct, ILanes<TLanes> =>
        Weighted<Off, AnyProbabilities, TLanes>(outputs, targets, default, width, gradients, labelSmoothing, weights);

    /// <summary>
    /// The same where the target of each sample is 1 at its label and 0 elsewhere, but divided by the weights of the labels, added up:
    /// a weighted mean.
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a, in [0, 1].</param>
    /// <param name="labels">One label for each row, in [0, width).</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <param name="labelSmoothing">In [0, 1].</param>
    /// <param name="weights">w, [width], at least 0; or empty for ones. Where those of all labels are 0, so are the mean and its derivative.</param>
    /// <returns>The mean loss.</returns>
    public static float WeightedCrossEntropy<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int width, Span<float> gradients, float labelSmoothing, ReadOnlySpan<float> weights)
        where TLanes : struct, ILanes<TLanes> =>
        Weighted<On, AnyProbabilities, TLanes>(outputs, default, labels, width, gradients, labelSmoothing, weights);

    /// <summary>
    /// <see cref="WeightedCrossEntropy{TLanes}(ReadOnlySpan{float}, ReadOnlySpan{float}, int, Span{float}, float, ReadOnlySpan{float})"/> of the
    /// outputs p of a softmax layer, with the derivative with respect to its pre-activations: (p·Σ w·y′ − w·y′)/rows.
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="probabilities">p.</param>
    /// <param name="targets">y, at least 0.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <param name="labelSmoothing">In [0, 1].</param>
    /// <param name="weights">w, [width], at least 0; or empty for ones.</param>
    /// <returns>The mean loss.</returns>
    public static float SoftmaxWeightedCrossEntropy<TLanes>(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int width, Span<float> deltas, float labelSmoothing, ReadOnlySpan<float> weights)
        where TLanes : struct, ILanes<TLanes> =>
        Weighted<Off, SoftmaxProbabilities, TLanes>(probabilities, targets, default, width, deltas, labelSmoothing, weights);

    /// <summary>The same for labels, divided by the weights of the labels, added up.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="probabilities">p.</param>
    /// <param name="labels">One label for each row, in [0, width).</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <param name="labelSmoothing">In [0, 1].</param>
    /// <param name="weights">w, [width], at least 0; or empty for ones. Where those of all labels are 0, so are the mean and its derivative.</param>
    /// <returns>The mean loss.</returns>
    public static float SoftmaxWeightedCrossEntropy<TLanes>(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, int width, Span<float> deltas, float labelSmoothing, ReadOnlySpan<float> weights)
        where TLanes : struct, ILanes<TLanes> =>
        Weighted<On, SoftmaxProbabilities, TLanes>(probabilities, default, labels, width, deltas, labelSmoothing, weights);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Weighted<TLabels, TOutputs, TLanes>(
        ReadOnlySpan<float> outputs,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<int> labels,
        int width,
        Span<float> gradients,
        float labelSmoothing,
        ReadOnlySpan<float> weights)
        where TLabels : struct, ISwitch
        where TOutputs : struct, IEntropyOutputs
        where TLanes : struct, ILanes<TLanes>
    {
        if (TLabels.IsOn) Check(outputs, labels, width, gradients);
        else Check(outputs, targets, width, gradients);
        CheckWeights(weights, width, gradients);
        ref float a = ref MemoryMarshal.GetReference(outputs);
        ref float gradient = ref MemoryMarshal.GetReference(gradients);
        int rows = outputs.Length / width;
        double divisor = TLabels.IsOn && !weights.IsEmpty ? Total(labels, weights) : rows;
        if (divisor == 0)
        {
            gradients.Clear();
            return 0;
        }

        TLanes scale = TLanes.Broadcast((float)(1 / divisor));
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            nint start = (nint)row * width;
            TLanes losses = TLanes.Zero;
            TLanes masses = TLanes.Zero;
            for (int i = 0; i < width; i += TLanes.Count)
            {
                TLanes y = WeightedTargets<TLabels, TLanes>(targets, labels, width, row, i, labelSmoothing, weights);
                losses += TOutputs.Loss(TLanes.Load(ref a, start + i, width - i, 1f), y);
                masses += y;
            }

            sum += TLanes.Sum(losses);
            if (gradients.IsEmpty) continue;

            TLanes mass = TLanes.Broadcast(TLanes.Sum(masses));
            for (int i = 0; i < width; i += TLanes.Count)
            {
                TLanes y = WeightedTargets<TLabels, TLanes>(targets, labels, width, row, i, labelSmoothing, weights);
                TLanes derivative = TOutputs.Gradient(TLanes.Load(ref a, start + i, width - i, 1f), y, mass);
                TLanes.Store(derivative * scale, ref gradient, start + i, width - i);
            }
        }

        return (float)(sum / divisor);
    }

    // w·y′ from column i of a row on; 0 behind the row's end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes WeightedTargets<TLabels, TLanes>(
        ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, int width, int row, int i, float labelSmoothing, ReadOnlySpan<float> weights)
        where TLabels : struct, ISwitch
        where TLanes : struct, ILanes<TLanes>
    {
        int left = width - i;
        TLanes y = TLabels.IsOn
            ? TLanes.Load(ref MemoryMarshal.GetReference(OneHot), Math.Clamp(AlignedBuffer.Slack - (labels[row] - i), 0, AlignedBuffer.Slack + 1))
            : TLanes.Load(ref MemoryMarshal.GetReference(targets), ((nint)row * width) + i, left, 0f);
        TLanes smoothed = (y * TLanes.Broadcast(1 - labelSmoothing)) + TLanes.Broadcast(labelSmoothing / width);
        if (!weights.IsEmpty) smoothed = smoothed * TLanes.Load(ref MemoryMarshal.GetReference(weights), i, left, 0f);
        return TLanes.KeepFirst(smoothed, left, 0f);
    }

    private static double Total(ReadOnlySpan<int> labels, ReadOnlySpan<float> weights)
    {
        double total = 0;
        foreach (int label in labels) total += weights[label];
        return total;
    }
}
