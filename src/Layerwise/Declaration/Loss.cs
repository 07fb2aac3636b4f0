namespace Layerwise;

/// <summary>
/// What training minimizes, as a mean (PyTorch's <c>reduction="mean"</c>). Here a is an output, y its target.
/// </summary>
public enum Loss
{
    /// <summary>
    /// Follows the last activation: <see cref="CrossEntropy"/> after <see cref="Activation.Softmax"/> and <see cref="Activation.LogSoftmax"/>,
    /// <see cref="BinaryCrossEntropy"/> after <see cref="Activation.Sigmoid"/>, otherwise <see cref="MeanSquaredError"/>.
    /// </summary>
    Auto,

    /// <summary>(a − y)², averaged over all outputs of all samples.</summary>
    MeanSquaredError,

    /// <summary>−y·ln a − (1 − y)·ln(1 − a), averaged over all outputs of all samples; each logarithm is at least −100.</summary>
    BinaryCrossEntropy,

    /// <summary>
    /// −Σ y·ln a, summed over the outputs and averaged over the samples; each logarithm is at least −100. After
    /// <see cref="Activation.LogSoftmax"/>, whose outputs are the logarithms already, it is −Σ y·a, the negative log-likelihood.
    /// </summary>
    CrossEntropy,

    /// <summary>|a − y|, averaged over all outputs of all samples.</summary>
    MeanAbsoluteError,

    /// <summary>
    /// ½(a − y)² up to a distance of δ = <c>Network.Delta</c>, beyond it δ·(|a − y| − ½δ); averaged over all outputs of all samples
    /// (Huber 1964).
    /// </summary>
    Huber,

    /// <summary>
    /// ½(a − y)²/β up to a distance of β = <c>Network.Beta</c>, beyond it |a − y| − ½β; averaged over all outputs of all samples:
    /// <see cref="Huber"/> divided by its δ.
    /// </summary>
    SmoothL1,

    /// <summary>
    /// Σ y·(ln y − ln a) of probabilities a and y, summed over the outputs and averaged over the samples (PyTorch's
    /// <c>reduction="batchmean"</c>, Keras's <c>KLDivergence</c>); each logarithm is at least −100. After
    /// <see cref="Activation.LogSoftmax"/> it is Σ y·(ln y − a).
    /// </summary>
    KullbackLeibler,

    /// <summary>max(0, 1 − y·a) for targets y of −1 and 1, averaged over all outputs of all samples.</summary>
    Hinge,

    /// <summary>
    /// <see cref="BinaryCrossEntropy"/> of 1/(1 + e⁻ᵃ), for a last layer with <see cref="Activation.Identity"/>; averaged over all
    /// outputs of all samples.
    /// </summary>
    BinaryCrossEntropyWithLogits,
}
