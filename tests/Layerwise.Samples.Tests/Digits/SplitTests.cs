using Digits;
using Layerwise;

namespace Layerwise.Samples.Tests.Digits;

public sealed class SplitTests
{
    private readonly Dataset _images = DigitData.Read(new Settings().DataFile);

    [Fact]
    public void A_fifth_is_set_apart()
    {
        (Dataset training, Dataset test) = DigitData.Split(_images);

        Assert.Equal((1438, 359), (training.Count, test.Count));
    }

    // No two images of the file are equal, so that an image says which one it is.
    [Fact]
    public void Every_image_is_on_exactly_one_side()
    {
        (Dataset training, Dataset test) = DigitData.Split(_images);

        Assert.Equal(_images.Count, Images(_images).Distinct().Count());
        Assert.Equal(Images(_images).Order(StringComparer.Ordinal), Images(training).Concat(Images(test)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_split_is_always_the_same()
    {
        (Dataset training, Dataset test) = DigitData.Split(_images);
        (Dataset trainingAgain, Dataset testAgain) = DigitData.Split(DigitData.Read(new Settings().DataFile));

        Assert.Equal(Images(training), Images(trainingAgain));
        Assert.Equal(Images(test), Images(testAgain));
    }

    private static IEnumerable<string> Images(Dataset images)
    {
        float[] pixels = new float[images.InputSize];
        float[] target = new float[images.TargetSize];
        for (int i = 0; i < images.Count; i++)
        {
            images.CopySample(i, pixels, target);
            yield return string.Join(' ', pixels.Select(pixel => (int)(pixel * 16))) + " → " + Array.IndexOf(target, 1f);
        }
    }
}
