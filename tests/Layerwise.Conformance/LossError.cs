using Layerwise.Reference;
using static Layerwise.Conformance.Rounding;

namespace Layerwise.Conformance;

/// <summary>Standard errors of a loss and of its derivatives by the outputs, whose own standard errors are given.</summary>
internal static class LossError
{
    public static double OfMean(ReferenceNetwork network, double[][] outputs, double[][] targets, double[][] errors)
    {
        double variance = 0;
        double magnitude = 0;
        int terms = 0;
        foreach (var (a, y, e) in Cells(outputs, targets, errors))
        {
            variance += Square(OfTerm(network, a, y, e));
            magnitude += Math.Abs(LossFunction.Term(network, a, y));
            terms++;
        }

        return Math.Sqrt(variance + OfSum(terms, magnitude)) / LossFunction.Count(network, outputs);
    }

    public static double[][] OfGradients(ReferenceNetwork network, double[][] outputs, double[][] targets, double[][] errors)
    {
        double count = LossFunction.Count(network, outputs);
        return [.. outputs.Select((row, r) => row.Select((a, j) => OfTermDerivative(network, a, targets[r][j], errors[r][j]) / count).ToArray())];
    }

    // How far the term moves when its output does, taken as a difference because a logarithm near 0 is anything but linear.
    private static double OfTerm(ReferenceNetwork network, double a, double y, double e)
    {
        double value = LossFunction.Term(network, a, y);
        bool isInUnitInterval = network.Loss != Loss.MeanSquaredError && !network.GivesLogarithms;
        double low = !isInUnitInterval ? a - (Confidence * e) : Math.Max(a - (Confidence * e), 0);
        double high = !isInUnitInterval ? a + (Confidence * e) : Math.Min(a + (Confidence * e), 1);
        double moved = Math.Max(
            Math.Abs(LossFunction.Term(network, low, y) - value),
            Math.Abs(LossFunction.Term(network, high, y) - value)) / Confidence;
        double operations = network.Loss == Loss.MeanSquaredError
            ? 2 * Square(a - y) + (2 * Math.Abs(a - y) * Math.Max(Math.Abs(a), Math.Abs(y)))
            : (Transcendental * Math.Abs(value)) + 1;
        return moved + (Unit * operations);
    }

    private static double OfTermDerivative(ReferenceNetwork network, double a, double y, double e) => network.Loss switch
    {
        Loss.MeanSquaredError => (2 * e) + (4 * Unit * Math.Abs(a - y)),
        Loss.CrossEntropy when network.GivesLogarithms => Unit * y,
        Loss.BinaryCrossEntropy => ((y / (a * a)) + ((1 - y) / Square(1 - a))) * (e + (4 * Unit)),
        _ => y / a * ((e / a) + (2 * Unit)),
    };

    private static IEnumerable<(double Output, double Target, double Error)> Cells(double[][] outputs, double[][] targets, double[][] errors)
    {
        for (int row = 0; row < outputs.Length; row++)
        {
            for (int j = 0; j < outputs[row].Length; j++)
            {
                yield return (outputs[row][j], targets[row][j], errors[row][j]);
            }
        }
    }
}
