using Layerwise.Reference;
using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance.Errors;

/// <summary>Standard errors of a loss and of its derivatives with respect to the outputs, whose own standard errors are given.</summary>
internal static class LossError
{
    public static double OfMean(LossFunction loss, double[][] outputs, double[][] targets, double[][] errors)
    {
        double variance = 0;
        double magnitude = 0;
        int terms = 0;
        for (int row = 0; row < outputs.Length; row++)
        {
            for (int j = 0; j < outputs[row].Length; j++)
            {
                double a = outputs[row][j];
                double y = loss.Target(targets[row], j);
                variance += Square(OfTerm(loss, a, y, errors[row][j]));
                magnitude += Math.Abs(loss.Term(a, y));
                terms++;
            }
        }

        return Math.Sqrt(variance + OfSum(terms, magnitude)) / loss.Count(targets);
    }

    public static double[][] OfGradients(LossFunction loss, double[][] outputs, double[][] targets, double[][] errors)
    {
        double count = loss.Count(targets);
        return [.. outputs.Select((row, r) =>
            row.Select((a, j) => OfTermDerivative(loss, a, loss.Target(targets[r], j), errors[r][j]) / count).ToArray())];
    }

    // How far the term moves when its output does, taken as a difference because a logarithm near 0 is anything but linear.
    private static double OfTerm(LossFunction loss, double a, double y, double e)
    {
        double value = loss.Term(a, y);
        bool isOfProbabilities = loss.Kind is Loss.BinaryCrossEntropy or Loss.CrossEntropy or Loss.KullbackLeibler && !loss.IsOfLogarithms;
        double low = a - (Confidence * e);
        double high = a + (Confidence * e);
        double moved = Math.Max(
            Math.Abs(loss.Term(isOfProbabilities ? Math.Max(low, 0) : low, y) - value),
            Math.Abs(loss.Term(isOfProbabilities ? Math.Min(high, 1) : high, y) - value)) / Confidence;
        return moved + (Unit * Operations(loss, a, y, value));
    }

    // What the operations of one term add, in u.
    private static double Operations(LossFunction loss, double a, double y, double value)
    {
        double largest = Math.Max(Math.Abs(a), Math.Abs(y));
        double difference = Math.Abs(a - y);
        return loss.Kind switch
        {
            Loss.MeanSquaredError => (2 * Square(difference)) + (2 * difference * largest),
            Loss.MeanAbsoluteError => 2 * largest,
            Loss.Huber => (3 * value) + (2 * Math.Min(difference, loss.Delta) * largest),
            Loss.SmoothL1 => (4 * value) + (2 * largest),
            Loss.Hinge => 2 + (2 * Math.Abs(a * y)),
            Loss.BinaryCrossEntropyWithLogits => Transcendental + (3 * Math.Abs(a)),
            Loss.KullbackLeibler => (2 * Transcendental * ((2 * Math.Abs(y * Math.Log(Math.Max(y, 1e-40)))) + Math.Abs(value))) + 1,
            Loss.BinaryCrossEntropy or Loss.CrossEntropy => (Transcendental * Math.Abs(value)) + 1,
            _ => throw new InvalidOperationException($"No such loss: {loss.Kind}."),
        };
    }

    private static double OfTermDerivative(LossFunction loss, double a, double y, double e) => loss.Kind switch
    {
        Loss.MeanSquaredError => (2 * e) + (4 * Unit * Math.Abs(a - y)),

        // Within its error the output may lie on the other side of a kink, and then the slope is the other one.
        Loss.MeanAbsoluteError => Math.Abs(a - y) <= Confidence * (e + (Unit * Math.Abs(a))) ? 2 : Unit,
        Loss.Hinge => Math.Abs(1 - (y * a)) <= Confidence * (e + (2 * Unit)) ? Math.Abs(y) : Unit,
        Loss.Huber => e + (2 * Unit * Math.Abs(a - y)),
        Loss.SmoothL1 => (e + (3 * Unit * Math.Abs(a - y))) / loss.Beta,
        Loss.BinaryCrossEntropyWithLogits => (e / 4) + (Transcendental * Unit),
        Loss.BinaryCrossEntropy => ((y / (a * a)) + ((1 - y) / Square(1 - a))) * (e + (4 * Unit)),
        Loss.CrossEntropy or Loss.KullbackLeibler => y / a * ((e / a) + (4 * Unit)),
        _ => throw new InvalidOperationException($"No such loss: {loss.Kind}."),
    };
}
