using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <summary>
/// The losses of <see cref="Loss"/>: mean loss of a batch, and its derivative with respect to each output. Semantics are PyTorch's with
/// <c>reduction="mean"</c>: logarithms are at least −100, denominators of gradients at least 10⁻¹².
/// </summary>
/// <remarks>
/// <para>All spans are [rows, width], row-major, rows and width at least 1; those of another length are an <see cref="ArgumentException"/>. NaN propagates.</para>
/// <para>A span that receives derivatives shares no memory with the others, but it may be that of the outputs, unless it is said not to. An overlap is an
/// <see cref="ArgumentException"/>; nothing is written then.</para>
/// <para>Labels are not looked through here: one outside its range is an <see cref="IndexOutOfRangeException"/>, or meets another row.</para>
/// </remarks>
public static partial class Losses
{
    private const int GroupsPerSum = 16;

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

    // Sums of at most GroupsPerSum groups are taken in float and added up in double, so a large batch rounds no worse than a
    // small one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Mean<TTerm, TLanes>(
        TTerm term, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, int outputsPerLoss, Span<float> gradients)
        where TTerm : struct, ILossTerm
        where TLanes : struct, ILanes<TLanes>
    {
        // A few numbers, such as one sample of a small network, are sooner through a narrow register: less to load and store lane by lane, and to add up across it.
        if (TLanes.Count > Lanes4.Count && outputs.Length <= Lanes4.Count) return Mean<TTerm, Lanes4>(term, outputs, targets, width, outputsPerLoss, gradients);
        Check(outputs, targets, width, gradients);
        int divisor = outputs.Length / outputsPerLoss;
        ref float a = ref MemoryMarshal.GetReference(outputs);
        ref float y = ref MemoryMarshal.GetReference(targets);
        ref float gradient = ref MemoryMarshal.GetReference(gradients);
        TLanes scale = TLanes.Broadcast(1f / divisor);
        double sum = 0;
        nint i = 0;
        while (i < outputs.Length)
        {
            TLanes sums = TLanes.Zero;
            for (int group = 0; group < GroupsPerSum && i < outputs.Length; group++, i += TLanes.Count)
            {
                int left = (int)(outputs.Length - i);
                TLanes groupA = TLanes.Load(ref a, i, left, 0f);
                TLanes groupY = TLanes.Load(ref y, i, left, 0f);
                TLanes losses = term.Loss(groupA, groupY);
                sums += left < TLanes.Count ? TLanes.KeepFirst(losses, left, 0f) : losses;
                if (!gradients.IsEmpty) TLanes.Store(term.Gradient(groupA, groupY) * scale, ref gradient, i, left);
            }

            sum += TLanes.Sum(sums);
        }

        return (float)(sum / divisor);
    }
}
