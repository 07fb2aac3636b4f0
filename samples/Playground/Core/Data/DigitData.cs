using System.Globalization;
using System.Reflection;

namespace Playground.Data;

/// <summary>The handwritten digits of the sample Digits.</summary>
internal static class DigitData
{
    private const int Pixels = 64;
    private const int Classes = 10;
    private const float Darkest = 16;

    // So many of them are shown, and none of these is learned from.
    private const int Shown = 64;

    /// <summary>Each pixel about its mean, all of them divided by the same number.</summary>
    public static LearningTask Load()
    {
        int[][] lines = [.. Lines()];
        float[] inputs = new float[lines.Length * Pixels];
        for (int pixel = 0; pixel < Pixels; pixel++)
        {
            double mean = lines.Average(line => line[pixel]);
            for (int image = 0; image < lines.Length; image++) inputs[(image * Pixels) + pixel] = (float)(lines[image][pixel] - mean);
        }

        inputs = UnitPower.Of(inputs);
        float[] targets = new float[lines.Length * Classes];
        for (int image = 0; image < lines.Length; image++) targets[(image * Classes) + lines[image][Pixels]] = 1;
        return new LearningTask("Digits", TaskKind.Images, inputs[(Shown * Pixels)..], Pixels, targets[(Shown * Classes)..], Classes)
        {
            ShownInputs = inputs[..(Shown * Pixels)],
            ShownTargets = targets[..(Shown * Classes)],
            ShownPixels = [.. lines.Take(Shown).SelectMany(static line => line.Take(Pixels)).Select(static pixel => pixel / Darkest)],
        };
    }

    private static IEnumerable<int[]> Lines()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("digits.csv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return [.. line.Split(',').Select(static value => int.Parse(value, CultureInfo.InvariantCulture))];
    }
}
