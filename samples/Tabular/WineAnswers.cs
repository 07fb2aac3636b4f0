using Layerwise;

namespace Tabular;

/// <summary>What a trained network is worth, on wines that it never saw.</summary>
internal static class WineAnswers
{
    private const int MostImportant = 5;

    /// <summary>Tells which wines are taken for which, which measurements decide, and how the frozen predictor does.</summary>
    public static ConfusionMatrix Write(TextWriter output, WineTraining trained)
    {
        var matrix = ConfusionMatrix.Of(trained.Network, trained.Test);
        output.WriteLine(matrix);
        output.WriteLine();
        output.WriteLine(matrix.Report());
        output.WriteLine();
        output.WriteLine("What the loss grows by without a measurement:");
        foreach (PermutationImportance importance in PermutationImportance.Of(trained.Network, trained.Test).OrderByDescending(static one => one.LossIncrease).Take(MostImportant))
        {
            output.WriteLine(FormattableString.Invariant($"  {trained.Test.InputNames![importance.Input],-20} {importance.LossIncrease:F2}"));
        }

        output.WriteLine();
        output.WriteLine($"The frozen predictor reads {CountRightFrozen(trained.Test)} of {trained.Test.Count} of them right.");
        return matrix;
    }

    /// <summary>How many wines the predictor reads right that was compiled into this program.</summary>
    public static int CountRightFrozen(Dataset wines)
    {
        Span<float> probabilities = stackalloc float[WineReader.OutputSize];
        int right = 0;
        for (int wine = 0; wine < wines.Count; wine++)
        {
            WineReader.Forward(wines.Input(wine), probabilities);
            if (probabilities.IndexOf(Largest(probabilities)) == wines.Label(wine)) right++;
        }

        return right;
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        float largest = values[0];
        foreach (float value in values) largest = Math.Max(largest, value);
        return largest;
    }
}
