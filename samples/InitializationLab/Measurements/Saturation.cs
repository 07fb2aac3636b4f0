using Layerwise;

namespace InitializationLab.Measurements;

/// <summary>Which activations pass almost no gradient on, told from the activations themselves.</summary>
internal static class Saturation
{
    // As LayerPrediction.SaturatedShare counts.
    private const float Share = 0.01f;

    /// <summary>The share with |φ′| below a hundredth of its maximum.</summary>
    /// <returns>From 0 to 1; 0 for activations that are nowhere flat.</returns>
    public static double Of(Activation activation, ReadOnlySpan<float> activations)
    {
        int count = 0;
        foreach (float a in activations)
        {
            bool isSaturated = activation switch
            {
                Activation.Tanh => 1 - (a * a) < Share,
                Activation.Sigmoid => a * (1 - a) < Share / 4,
                Activation.Relu => a == 0,
                Activation.Identity or Activation.Selu or Activation.Gelu or Activation.Softmax => false,
                _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Nothing says where it is flat."),
            };
            if (isSaturated) count++;
        }

        return (double)count / activations.Length;
    }
}
