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
    public static Reading[] Of<TNetwork>(Dataset images, TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var readings = new Reading[images.Count];
        float[] probabilities = new float[DigitClassifier.OutputSize];
        for (int i = 0; i < readings.Length; i++)
        {
            network.Forward(images.Input(i), probabilities);
            int readAs = Array.IndexOf(probabilities, probabilities.Max());
            readings[i] = new Reading(images.Input(i).ToArray(), images.Label(i), readAs);
        }

        return readings;
    }
}
