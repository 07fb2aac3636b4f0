using System.Globalization;
using Layerwise;

namespace InitializationLab.Measurements;

/// <summary>The 1797 handwritten digits of the sample Digits, as 64 standardized numbers each.</summary>
internal static class DigitImages
{
    /// <summary>Numbers of one image.</summary>
    public const int Pixels = 64;

    /// <summary>Kinds of digits.</summary>
    public const int Classes = 10;

    /// <summary>
    /// Each pixel about its mean over all images, all of them divided by their standard deviation: inputs of mean 0 and mean square 1, as the
    /// predictions assume.
    /// </summary>
    /// <returns>Four fifths to learn from and one fifth to test with.</returns>
    public static (Dataset Training, Dataset Test) Load()
    {
        int[][] lines = [.. Lines()];
        float[] inputs = new float[lines.Length * Pixels];
        for (int pixel = 0; pixel < Pixels; pixel++)
        {
            double mean = lines.Average(line => line[pixel]);
            for (int image = 0; image < lines.Length; image++) inputs[(image * Pixels) + pixel] = (float)(lines[image][pixel] - mean);
        }

        float deviation = (float)Moments.Rms(inputs);
        foreach (ref float input in inputs.AsSpan()) input /= deviation;

        int[] labels = [.. lines.Select(static line => line[Pixels])];
        return Dataset.WithLabels(inputs, Pixels, labels, Classes).Split(fraction: 0.8, seed: 0);
    }

    private static IEnumerable<int[]> Lines()
    {
        using Stream stream = typeof(DigitImages).Assembly.GetManifestResourceStream("digits.csv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return [.. line.Split(',').Select(static value => int.Parse(value, CultureInfo.InvariantCulture))];
        }
    }
}
