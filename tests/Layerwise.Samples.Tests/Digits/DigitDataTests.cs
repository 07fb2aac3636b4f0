using Digits;
using Layerwise;

namespace Layerwise.Samples.Tests.Digits;

public sealed class DigitDataTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Pixels_are_scaled_to_one_and_the_label_becomes_a_target()
    {
        File.WriteAllLines(_file, [.. Enumerable.Repeat(Line(pixel: "4", label: "7"), 4), Line(pixel: "16", label: "9")]);

        Dataset images = DigitData.Read(_file);

        Assert.Equal(5, images.Count);
        AssertSample(images, 0, expectedPixel: 0.25f, expectedDigit: 7);
        AssertSample(images, 4, expectedPixel: 1f, expectedDigit: 9);
    }

    [Fact]
    public void The_shipped_file_holds_1797_images() => Assert.Equal(1797, DigitData.Read(new Settings().DataFile).Count);

    [Theory]
    [InlineData("17")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("x")]
    [InlineData(" 3")]
    [InlineData("")]
    [InlineData("99999999999")]
    public void A_pixel_that_is_no_number_from_0_to_16_is_named(string pixel)
    {
        string[] values = Line().Split(',');
        values[11] = pixel;

        AssertRejected(string.Join(',', values), $"line 3, column 12: expected a pixel, a whole number from 0 to 16, but found '{pixel}'.");
    }

    [Theory]
    [InlineData("10")]
    [InlineData("-1")]
    [InlineData("three")]
    [InlineData("")]
    public void A_label_that_is_no_digit_is_named(string label) => AssertRejected(
        Line(label: label), $"line 3, column 65: expected a digit, a whole number from 0 to 9, but found '{label}'.");

    [Fact]
    public void A_missing_column_is_named() => AssertRejected(
        Line()[..^2], "line 3, column 65: expected 65 columns (64 pixels and a digit), but found 64.");

    [Fact]
    public void The_first_column_too_many_is_named() => AssertRejected(
        Line() + ",1,2", "line 3, column 66: expected 65 columns (64 pixels and a digit), but found 67.");

    [Fact]
    public void An_empty_line_is_named() => AssertRejected("", "line 3, column 1: expected 65 columns (64 pixels and a digit), but found 0.");

    [Fact]
    public void An_empty_file_says_so() => AssertFails<InvalidDataException>(
        $"{_file}, line 1, column 1: expected at least 5 lines, each with one image, but found an empty file.");

    [Fact]
    public void Too_few_images_to_set_some_apart_are_rejected()
    {
        File.WriteAllLines(_file, Enumerable.Repeat(Line(), 4));

        AssertFails<InvalidDataException>(
            $"{_file}, line 5, column 1: expected at least 5 lines, each with one image, but found the end of the file.");
    }

    [Fact]
    public void Five_images_can_be_read_and_split()
    {
        File.WriteAllLines(_file, Enumerable.Repeat(Line(), 5));

        (Dataset training, Dataset test) = DigitData.Split(DigitData.Read(_file));

        Assert.Equal((4, 1), (training.Count, test.Count));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        File.Delete(_file);

        AssertFails<FileNotFoundException>($"{_file}: expected a CSV file with images of digits, but there is no such file.");
    }

    private static string Line(string pixel = "0", string label = "1") => string.Join(',', [.. Enumerable.Repeat(pixel, 64), label]);

    private static void AssertSample(Dataset images, int sample, float expectedPixel, int expectedDigit)
    {
        float[] pixels = new float[64];
        float[] target = new float[10];
        images.CopySample(sample, pixels, target);
        Assert.All(pixels, pixel => Assert.Equal(expectedPixel, pixel));
        Assert.Equal(expectedDigit, Array.IndexOf(target, 1f));
    }

    private void AssertRejected(string thirdLine, string expected)
    {
        File.WriteAllLines(_file, [Line(), Line(), thirdLine, Line(), Line()]);
        AssertFails<InvalidDataException>($"{_file}, {expected}");
    }

    private void AssertFails<TException>(string expected)
        where TException : Exception =>
        Assert.Equal(expected, Assert.Throws<TException>(() => DigitData.Read(_file)).Message);
}
