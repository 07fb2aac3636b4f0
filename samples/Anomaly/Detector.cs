using Layerwise;

namespace Anomaly;

/// <summary>Takes an image for a zero, if it is drawn again well enough.</summary>
/// <param name="Threshold">The largest mean square of the difference, in squares of ink, that a zero may have.</param>
internal sealed record Detector(float Threshold)
{
    // Of zeros, so many may be taken for something else.
    private const double FalseAlarms = 0.05;

    /// <summary>The threshold that so many zeros are below, of some that the network did not learn from.</summary>
    public static Detector Choose(Dataset validation)
    {
        float[] errors = [.. Enumerable.Range(0, validation.Count).Select(image => ErrorOf(validation.Input(image))).Order()];
        return new Detector(errors[Math.Min((int)Math.Ceiling((1 - FalseAlarms) * errors.Length), errors.Length - 1)]);
    }

    /// <summary>How badly the network that is compiled into this program draws an image again.</summary>
    /// <param name="image">64 pixels from 0 (paper) to 16 (ink).</param>
    public static float ErrorOf(ReadOnlySpan<float> image)
    {
        Span<float> drawn = stackalloc float[ZeroMemory.OutputSize];
        ZeroMemory.Forward(image, drawn);
        float sum = 0;
        for (int pixel = 0; pixel < drawn.Length; pixel++) sum += (drawn[pixel] - image[pixel]) * (drawn[pixel] - image[pixel]);
        return sum / drawn.Length;
    }

    /// <summary>How many images are something else than zeros, it says.</summary>
    public int CountAlarms(Dataset images) => Enumerable.Range(0, images.Count).Count(image => ErrorOf(images.Input(image)) > Threshold);
}
