namespace Layerwise.Runtime;

/// <content>Losses of yes-or-no answers.</content>
public static partial class Losses
{
    /// <summary>Mean of −y·ln a − (1 − y)·ln(1 − a) over all outputs; derivative (a − y)/(a·(1 − a))/(rows·width).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a, in [0, 1].</param>
    /// <param name="targets">y, in [0, 1].</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float BinaryCrossEntropy<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients)
        where TLanes : struct, ILanes<TLanes> =>
        Mean<BinaryCrossEntropyTerm, TLanes>(default, outputs, targets, width, outputsPerLoss: 1, gradients);

    /// <summary>
    /// <see cref="BinaryCrossEntropy"/> of the outputs p of a sigmoid layer, with the derivative with respect to its pre-activations:
    /// (p − y)/(rows·width).
    /// </summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="probabilities">p, in [0, 1].</param>
    /// <param name="targets">y, in [0, 1].</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="deltas">Receives dLoss/dz; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float SigmoidBinaryCrossEntropy<TLanes>(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int width, Span<float> deltas)
        where TLanes : struct, ILanes<TLanes> =>
        Mean<SigmoidBinaryCrossEntropyTerm, TLanes>(default, probabilities, targets, width, outputsPerLoss: 1, deltas);

    /// <summary>Mean over all outputs of the binary cross-entropy of σ(a), which is max(a, 0) − a·y + ln(1 + e^−|a|); derivative (σ(a) − y)/(rows·width).</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a, any number.</param>
    /// <param name="targets">y, in [0, 1].</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float BinaryCrossEntropyWithLogits<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients)
        where TLanes : struct, ILanes<TLanes> =>
        Mean<LogitBinaryCrossEntropyTerm, TLanes>(default, outputs, targets, width, outputsPerLoss: 1, gradients);

    /// <summary>Mean of max(0, 1 − y·a) over all outputs; derivative −y/(rows·width) where y·a ≤ 1, otherwise 0.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="outputs">a, any number.</param>
    /// <param name="targets">y, −1 or 1.</param>
    /// <param name="width">Outputs of one sample.</param>
    /// <param name="gradients">Receives dLoss/da; empty where only the loss is wanted.</param>
    /// <returns>The mean loss.</returns>
    public static float Hinge<TLanes>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int width, Span<float> gradients)
        where TLanes : struct, ILanes<TLanes> =>
        Mean<HingeTerm, TLanes>(default, outputs, targets, width, outputsPerLoss: 1, gradients);
}
