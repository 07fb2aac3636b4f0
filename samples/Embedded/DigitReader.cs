using Layerwise;

namespace Embedded;

/// <summary>
/// Reads a handwritten digit: 64 pixels in, the probability of each digit out. What the sample Digits learned is compiled into it.
/// </summary>
[Frozen("digits.safetensors")]
[Layer(64, 32, Activation.Relu)]
[Layer(32, 10, Activation.Softmax)]
public static partial class DigitReader
{
    /// <summary>The digit with the largest probability.</summary>
    public static int Read(ReadOnlySpan<float> pixels, Span<float> probabilities)
    {
        Forward(pixels, probabilities);
        int digit = 0;
        for (int i = 1; i < OutputSize; i++)
        {
            if (probabilities[i] > probabilities[digit]) digit = i;
        }

        return digit;
    }
}
