using System.Globalization;
using Layerwise;

namespace Digits;

/// <summary>Reads images of digits from a CSV file and sets some apart for testing.</summary>
internal static class DigitData
{
    private const int Pixels = DigitClassifier.InputSize;
    private const int DigitCount = DigitClassifier.OutputSize;
    private const int Columns = Pixels + 1;
    private const int MaxPixel = 16;
    private const int MinImages = 5;

    /// <summary>Each line is one image: 64 pixels, row after row, from 0 (paper) to 16 (ink), then the digit it shows. No header.</summary>
    /// <param name="file">Path of the file.</param>
    /// <returns>At least 5 images, pixels scaled to [0, 1].</returns>
    /// <exception cref="InvalidDataException">The file is not in this format. The message says where, what was found and what was expected.</exception>
    /// <exception cref="IOException">There is no such file, or it can't be read.</exception>
    public static Dataset Read(string file)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"{file}: expected a CSV file with images of digits, but there is no such file.");

        var pixels = new List<float>();
        var labels = new List<int>();
        foreach (string line in File.ReadLines(file))
        {
            int lineNumber = labels.Count + 1;
            string[] values = line.Split(',');
            int found = line.Length == 0 ? 0 : values.Length;
            if (found != Columns)
            {
                int column = Math.Min(found, Columns) + 1;
                throw Malformed(file, lineNumber, column, $"{Columns} columns ({Pixels} pixels and a digit)", $"{found}");
            }

            for (int i = 0; i < Pixels; i++)
            {
                int pixel = Parse(values[i], MaxPixel) ?? throw NotANumber(file, lineNumber, i + 1, "pixel", MaxPixel, values[i]);
                pixels.Add(pixel / (float)MaxPixel);
            }

            labels.Add(Parse(values[Pixels], DigitCount - 1) ?? throw NotANumber(file, lineNumber, Columns, "digit", DigitCount - 1, values[Pixels]));
        }

        if (labels.Count < MinImages)
        {
            string found = labels.Count == 0 ? "an empty file" : "the end of the file";
            throw Malformed(file, labels.Count + 1, 1, $"at least {MinImages} lines, each with one image", found);
        }

        return Dataset.WithLabels(pixels.ToArray(), Pixels, labels.ToArray(), DigitCount);
    }

    /// <summary>Sets a fifth of the images apart. Always the same ones, so that runs with different seeds can be compared.</summary>
    public static (Dataset Training, Dataset Test) Split(Dataset images) => images.Split(fraction: 0.8, seed: 0);

    private static int? Parse(string text, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= max ? value : null;

    private static InvalidDataException NotANumber(string file, int line, int column, string what, int max, string found) =>
        Malformed(file, line, column, $"a {what}, a whole number from 0 to {max}", $"'{found}'");

    private static InvalidDataException Malformed(string file, int line, int column, string expected, string found) =>
        new($"{file}, line {line}, column {column}: expected {expected}, but found {found}.");
}
