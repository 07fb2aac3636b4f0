using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layerwise.Runtime;

/// <content>The entropies of outputs that are logarithms of probabilities already.</content>
public static partial class Losses
{
    /// <summary>Mean over the rows of −Σ y·a, where a is the logarithm of a probability; derivative −y/rows. Nothing is clamped.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a, at most 0.</param>
    /// <param name="targets">y, at least 0.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float NegativeLogLikelihood<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients)
        where TLanes : struct, ILanes<TLanes> =>
        Mean<NegativeLogLikelihoodTerm, TLanes>(default, outputs, targets, width, outputsPerLoss: width, gradients);

    /// <summary>
    /// <see cref="NegativeLogLikelihood"/> of the outputs a of a log-softmax layer, with the derivative with respect to its pre-activations:
    /// (eᵃ·Σy − y)/rows.
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="logarithms">a.</param>
    /// <param name="targets">y, at least 0.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float LogSoftmaxCrossEntropy<TLanes>(
        ReadOnlySpan<float> logarithms, ReadOnlySpan<float> targets, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes>
    {
        Check(logarithms, targets, width, deltas);
        float loss = NegativeLogLikelihood<TLanes>(logarithms, targets, width, default);
        if (!deltas.IsEmpty) LogarithmDeltas<TLanes>(logarithms, targets, width, deltas);
        return loss;
    }

    /// <summary>The same where the target of each sample is 1 at its label and 0 elsewhere: derivative (eᵃ − y)/rows.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="logarithms">a.</param>
    /// <param name="labels">One label for each row, in [0, width).</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float LogSoftmaxCrossEntropy<TLanes>(
        ReadOnlySpan<float> logarithms, ReadOnlySpan<int> labels, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes>
    {
        Check(logarithms, labels, width, deltas);
        double sum = 0;
        for (int row = 0; row < labels.Length; row++) sum -= logarithms[(row * width) + labels[row]];
        if (!deltas.IsEmpty)
        {
            Probabilities<TLanes>(logarithms, deltas);
            LabelDeltas<TLanes>(deltas, labels, width, deltas);
        }

        return (float)(sum / labels.Length);
    }

    /// <summary>
    /// Mean over the rows of Σ y·(ln y − a) of the outputs a of a log-softmax layer, with the derivative with respect to its pre-activations:
    /// (eᵃ·Σy − y)/rows.
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="logarithms">a.</param>
    /// <param name="targets">y, at least 0.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float LogSoftmaxKullbackLeibler<TLanes>(
        ReadOnlySpan<float> logarithms, ReadOnlySpan<float> targets, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes>
    {
        Check(logarithms, targets, width, deltas);
        float loss = Mean<LogKullbackLeiblerTerm, TLanes>(default, logarithms, targets, width, outputsPerLoss: width, default);
        if (!deltas.IsEmpty) LogarithmDeltas<TLanes>(logarithms, targets, width, deltas);
        return loss;
    }

    /// <summary>
    /// <see cref="WeightedCrossEntropy{TLanes}(ReadOnlySpan{float}, ReadOnlySpan{float}, int, Span{float}, float, ReadOnlySpan{float})"/> of the
    /// probabilities eᵃ, from the outputs a of a log-softmax layer, with the derivative with respect to its pre-activations: (eᵃ·Σ w·y′ − w·y′)/rows.
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="logarithms">a.</param>
    /// <param name="targets">y, at least 0.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <param name="labelSmoothing">In [0, 1].</param>
    /// <param name="weights">w, [width], at least 0; or empty for ones.</param>
    /// <returns>The mean loss.</returns>
    public static float LogSoftmaxWeightedCrossEntropy<TLanes>(
        ReadOnlySpan<float> logarithms, ReadOnlySpan<float> targets, int width, Span<float> deltas, float labelSmoothing, ReadOnlySpan<float> weights)
        where TLanes : struct, ILanes<TLanes> =>
        Weighted<Off, SoftmaxLogarithms, TLanes>(logarithms, targets, default, width, deltas, labelSmoothing, weights);

    /// <summary>The same for labels, divided by the weights of the labels, added up.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="logarithms">a.</param>
    /// <param name="labels">One label for each row, in [0, width).</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <param name="labelSmoothing">In [0, 1].</param>
    /// <param name="weights">w, [width], at least 0; or empty for ones. Where those of all labels are 0, so are the mean and its derivative.</param>
    /// <returns>The mean loss.</returns>
    public static float LogSoftmaxWeightedCrossEntropy<TLanes>(
        ReadOnlySpan<float> logarithms, ReadOnlySpan<int> labels, int width, Span<float> deltas, float labelSmoothing, ReadOnlySpan<float> weights)
        where TLanes : struct, ILanes<TLanes> =>
        Weighted<On, SoftmaxLogarithms, TLanes>(logarithms, default, labels, width, deltas, labelSmoothing, weights);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LogarithmDeltas<TLanes>(ReadOnlySpan<float> logarithms, ReadOnlySpan<float> targets, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes>
    {
        Probabilities<TLanes>(logarithms, deltas);
        TargetDeltas<TLanes>(deltas, targets, width, deltas);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Probabilities<TLanes>(ReadOnlySpan<float> logarithms, Span<float> probabilities)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float a = ref MemoryMarshal.GetReference(logarithms);
        ref float p = ref MemoryMarshal.GetReference(probabilities);
        for (nint i = 0; i < logarithms.Length; i += TLanes.Count)
        {
            int left = (int)(logarithms.Length - i);
            TLanes.Store(Exponential.ExpOfNonPositive(TLanes.Load(ref a, i, left, 0f)), ref p, i, left);
        }
    }
}
