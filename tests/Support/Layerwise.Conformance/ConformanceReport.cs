using static Layerwise.Conformance.Errors.Rounding;

namespace Layerwise.Conformance;

/// <summary>What a network got wrong, and how close it came to its tolerance where it was right.</summary>
/// <param name="network">Its name, for messages.</param>
public sealed class ConformanceReport(string network)
{
    private readonly List<string> _failures = [];

    /// <summary>One line for each failed comparison.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Number of values that were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>The largest error seen, in σ of the error model: <c>Confidence</c> of them are tolerated.</summary>
    public double LargestDeviation { get; private set; }

    /// <summary>The largest difference seen, relative to the larger of 0.01 and the exact value.</summary>
    public double LargestDifference { get; private set; }

    internal void Fail(string what) => _failures.Add($"{network}: {what}");

    internal void Compare(string what, double actual, double expected, double error) => Compare(what, [(float)actual], [expected], [error]);

    // Written so that NaN fails.
    internal void Compare(string what, ReadOnlySpan<float> actual, double[] expected, double[] errors)
    {
        int wrong = 0;
        int first = -1;
        for (int i = 0; i < expected.Length; i++)
        {
            // The reference rounds too, and a float can't be closer than half a unit to it.
            double error = errors[i] + (Unit * Math.Abs(expected[i])) + Smallest;
            double difference = Math.Abs(actual[i] - expected[i]);
            double deviation = difference / error;
            LargestDifference = Math.Max(LargestDifference, difference / Math.Max(0.01, Math.Abs(expected[i])));
            if (deviation <= Confidence)
            {
                LargestDeviation = Math.Max(LargestDeviation, deviation);
                continue;
            }

            if (first < 0) first = i;
            wrong++;
        }

        Compared += expected.Length;
        if (wrong == 0) return;
        Fail(FormattableString.Invariant(
            $"{what}: {wrong} of {expected.Length} values are off, first at {first}: {actual[first]:R}, expected {expected[first]:R} ± {Confidence * errors[first]:G3}"));
    }
}
