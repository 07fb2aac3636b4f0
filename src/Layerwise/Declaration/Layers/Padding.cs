namespace Layerwise;

/// <summary>What a window finds where it reaches over the border of its input.</summary>
public enum Padding
{
    /// <summary>It never does: outputs are only where the whole window lies inside. PyTorch's <c>padding=0</c>, <c>"valid"</c> in Keras.</summary>
    Valid,

    /// <summary>
    /// As many outputs along each axis as inputs by the stride, rounded up. What is missing is shared by both ends; an odd number has the further one at the end, as in Keras
    /// and TensorFlow.
    /// </summary>
    Same,

    /// <summary>As many outputs as with <see cref="Same"/>, and all that is missing lies in front: an output sees no later input. For one axis, time.</summary>
    Causal,
}
