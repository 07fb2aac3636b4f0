using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <content>Losses of distributions: cross-entropy and Kullback–Leibler divergence, of any outputs and of those of a softmax layer.</content>
public static partial class Losses
{
    /// <summary>Mean over the rows of −Σ y·ln a; derivative −y/a/rows.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a, in [0, 1].</param>
    /// <param name="targets">y, at least 0.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float CrossEntropy<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients)
        where TLanes : struct, ILanes<TLanes> =>
        Mean<CrossEntropyTerm, TLanes>(default, outputs, targets, width, outputsPerLoss: width, gradients);

    /// <summary>The same where the target of each sample is 1 at its label and 0 elsewhere.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a, in [0, 1].</param>
    /// <param name="labels">One label for each row, in [0, width).</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da, not in the memory of the outputs; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float CrossEntropy<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int width, Span<float> gradients)
        where TLanes : struct, ILanes<TLanes>
    {
        Check(outputs, labels, width, gradients);
        Guard.Disjoint(gradients, outputs, nameof(gradients), nameof(outputs));
        if (!gradients.IsEmpty)
        {
            gradients.Clear();
            TLanes scale = TLanes.Broadcast(1f / labels.Length);
            for (int row = 0; row < labels.Length; row++)
            {
                int hit = (row * width) + labels[row];
                TLanes gradient = default(CrossEntropyTerm).Gradient(TLanes.Broadcast(outputs[hit]), TLanes.Broadcast(1f)) * scale;
                TLanes.Store(gradient, ref gradients[hit], 0, 1);
            }
        }

        return MeanAtLabels<TLanes>(outputs, labels, width);
    }

    /// <summary>
    /// <see cref="CrossEntropy{TLanes}(ReadOnlySpan{float}, ReadOnlySpan{float}, int, Span{float})"/> of the outputs p of a softmax layer, with
    /// the derivative with respect to its pre-activations: (p·Σy − y)/rows.
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="probabilities">p.</param>
    /// <param name="targets">y, at least 0.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float SoftmaxCrossEntropy<TLanes>(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes>
    {
        Check(probabilities, targets, width, deltas);
        float loss = CrossEntropy<TLanes>(probabilities, targets, width, default);
        if (!deltas.IsEmpty) TargetDeltas<TLanes>(probabilities, targets, width, deltas);
        return loss;
    }

    /// <summary>Mean over the rows of Σ y·(ln y − ln a); derivative −y/a/rows.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a, in [0, 1].</param>
    /// <param name="targets">y, at least 0.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float KullbackLeibler<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients)
        where TLanes : struct, ILanes<TLanes> =>
        Mean<KullbackLeiblerTerm, TLanes>(default, outputs, targets, width, outputsPerLoss: width, gradients);

    /// <summary>
    /// <see cref="KullbackLeibler"/> of the outputs p of a softmax layer, with the derivative with respect to its pre-activations: (p·Σy − y)/rows.
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="probabilities">p.</param>
    /// <param name="targets">y, at least 0.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float SoftmaxKullbackLeibler<TLanes>(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes>
    {
        Check(probabilities, targets, width, deltas);
        float loss = KullbackLeibler<TLanes>(probabilities, targets, width, default);
        if (!deltas.IsEmpty) TargetDeltas<TLanes>(probabilities, targets, width, deltas);
        return loss;
    }

    /// <summary>
    /// The cross-entropy of the outputs p of a softmax layer where the target of each sample is 1 at its label and 0
    /// elsewhere, with the derivative with respect to the pre-activations: (p − y)/rows.
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="probabilities">p.</param>
    /// <param name="labels">One label for each row, in [0, width).</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float SoftmaxCrossEntropy<TLanes>(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes>
    {
        Check(probabilities, labels, width, deltas);
        float loss = MeanAtLabels<TLanes>(probabilities, labels, width);
        if (!deltas.IsEmpty) LabelDeltas<TLanes>(probabilities, labels, width, deltas);
        return loss;
    }

    // The outputs at the labels are collected first, so that one logarithm serves a whole group of samples.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float MeanAtLabels<TLanes>(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int width)
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> hits = stackalloc float[AlignedBuffer.Slack];
        double sum = 0;
        for (int row = 0; row < labels.Length; row += TLanes.Count)
        {
            int count = Math.Min(TLanes.Count, labels.Length - row);
            for (int i = 0; i < count; i++) hits[i] = outputs[((row + i) * width) + labels[row + i]];
            TLanes group = TLanes.Load(ref MemoryMarshal.GetReference(hits), 0, count, 1f); // ln 1 is 0
            sum -= TLanes.Sum(CrossEntropyTerm.ClampedLog(group));
        }

        return (float)(sum / labels.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TargetDeltas<TLanes>(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float p = ref MemoryMarshal.GetReference(probabilities);
        ref float delta = ref MemoryMarshal.GetReference(deltas);
        ref float y = ref MemoryMarshal.GetReference(targets);
        TLanes scale = TLanes.Broadcast((float)width / targets.Length);
        for (nint start = 0; start < targets.Length; start += width)
        {
            TLanes sums = TLanes.Zero;
            for (int i = 0; i < width; i += TLanes.Count) sums += TLanes.Load(ref y, start + i, width - i, 0f);
            TLanes sum = TLanes.Broadcast(TLanes.Sum(sums));
            for (int i = 0; i < width; i += TLanes.Count)
            {
                int left = width - i;
                TLanes difference = (TLanes.Load(ref p, start + i, left, 0f) * sum) - TLanes.Load(ref y, start + i, left, 0f);
                TLanes.Store(difference * scale, ref delta, start + i, left);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LabelDeltas<TLanes>(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float p = ref MemoryMarshal.GetReference(probabilities);
        ref float delta = ref MemoryMarshal.GetReference(deltas);
        float scale = 1f / labels.Length;
        for (int row = 0; row < labels.Length; row++)
        {
            int start = row * width;

            // Labels are the caller's memory, which may have changed since they were checked: the spans check the index once more.
            int hit = start + labels[row];

            // (p − 1) first, which is exact where p is near 1; and read before the row is written, which may be the same one.
            float deltaOfHit = (probabilities[hit] - 1f) * scale;
            for (int i = 0; i < width; i += TLanes.Count)
            {
                int left = width - i;
                TLanes.Store(TLanes.Load(ref p, start + i, left, 0f) * TLanes.Broadcast(scale), ref delta, start + i, left);
            }

            deltas[hit] = deltaOfHit;
        }
    }
}
