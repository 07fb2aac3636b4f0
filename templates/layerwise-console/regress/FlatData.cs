using Layerwise;

namespace LayerwiseConsole;

/// <summary>Training data of the program's own making: flats, and what they cost, with some noise.</summary>
internal static class FlatData
{
    /// <summary>The same seed gives the same flats.</summary>
    public static Dataset Create(int count, int seed)
    {
        var random = new Random(seed);
        var flats = new float[3 * count];
        var rents = new float[count];
        for (int i = 0; i < count; i++)
        {
            double squareMetres = 20 + (100 * random.NextDouble());
            double years = 80 * random.NextDouble();
            double kilometres = 15 * random.NextDouble();
            double perSquareMetre = 9 + (12 * Math.Exp(-kilometres / 4)) - (0.04 * years);
            flats[3 * i] = (float)squareMetres;
            flats[(3 * i) + 1] = (float)years;
            flats[(3 * i) + 2] = (float)kilometres;
            rents[i] = (float)((squareMetres * perSquareMetre) + (60 * (random.NextDouble() - 0.5)));
        }

        return new Dataset(flats, 3, rents, 1).WithNames(["square metres", "years", "kilometres"], ["rent"]);
    }
}
