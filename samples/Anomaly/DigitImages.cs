using Layerwise;
using Layerwise.Data;

namespace Anomaly;

/// <summary>The images: zeros, which are as they should be, and all other digits, which are not.</summary>
internal sealed class DigitImages
{
    private const int Pixels = 64;

    private DigitImages(Dataset zeros, Dataset others) => (Zeros, Others) = (zeros, others);

    /// <summary>Images of zeros, whose targets are the images themselves.</summary>
    public Dataset Zeros { get; }

    /// <summary>Images of other digits, in the same way.</summary>
    public Dataset Others { get; }

    /// <summary>Reads the file beside the program: pixels, then the digit, without a line of names.</summary>
    public static DigitImages Read()
    {
        string[] names = [.. Enumerable.Range(0, Pixels).Select(static pixel => $"pixel {pixel}"), "digit"];
        TableSamples table = CsvTable.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv"), new CsvOptions { ColumnNames = names }).WithLabels("digit");
        return new DigitImages(Drawn(table.Dataset, static digit => digit == 0), Drawn(table.Dataset, static digit => digit != 0));
    }

    private static Dataset Drawn(Dataset images, Func<int, bool> isWanted)
    {
        Dataset wanted = images.Where(image => isWanted(images.Label(image)));
        var pixels = new float[wanted.Count * Pixels];
        for (int image = 0; image < wanted.Count; image++) wanted.Input(image).CopyTo(pixels.AsSpan(image * Pixels));
        return new Dataset(pixels, Pixels, pixels, Pixels);
    }
}
