using Layerwise;

namespace Digits;

/// <summary>What the network made of one image.</summary>
/// <param name="Image">64 pixels in [0, 1], row after row.</param>
/// <param name="Digit">What the image shows.</param>
/// <param name="ReadAs">What the network took it for: the digit with the highest probability.</param>
internal sealed record Reading(float[] Image, int Digit, int ReadAs)
{
    public bool IsRight => ReadAs == Digit;

    /// <summary>Has the network read every image.</summary>
    public static Reading[] Of(Dataset images, DigitClassifier network)
    {
        var readings = new Reading[images.Count];
        float[] label = new float[DigitClassifier.OutputSize];
        float[] probabilities = new float[DigitClassifier.OutputSize];
        for (int i = 0; i < readings.Length; i++)
        {
            float[] image = new float[DigitClassifier.InputSize];
            images.CopySample(i, image, label);
            network.Forward(image, probabilities);
            readings[i] = new Reading(image, IndexOfLargest(label), IndexOfLargest(probabilities));
        }

        return readings;
    }

    private static int IndexOfLargest(float[] values) => Array.IndexOf(values, values.Max());
}
