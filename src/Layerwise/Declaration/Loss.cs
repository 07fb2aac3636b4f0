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
}
