using Layerwise.Forecast.Integrals;
using Layerwise.Traits;

namespace Layerwise.Forecast.Cells;

/// <summary>
/// A plain recurrent layer whose units remember themselves alone, h′ = φ(x·W + d·h) (Le, Jaitly and Hinton 2015): no mean over units hides what a unit has been through, and its
/// whole distribution is carried from step to step, on a grid of values of z; with ReLU it is that of a walk that can't go below 0.
/// </summary>
internal sealed class StepsOfUnits
{
    private const int MostSteps = 256;
    private const int MostValues = 1024;
    private const double Reach = 6.5;
    private const double Settled = 1e-4;

    private readonly double[] _activations;
    private readonly double[] _slopePowers;
    private readonly int[] _first;
    private readonly double[][] _steps;
    private readonly double[] _beginning;
    private readonly double _carried;

    private StepsOfUnits(ActivationCurve curve, double deviation, double diagonal, double amplitude, double width)
    {
        // Corners of φ at 0 lie between two values.
        int half = (int)Math.Ceiling(amplitude / width);
        int count = 2 * half;
        _activations = new double[count];
        _slopePowers = new double[count];
        _first = new int[count];
        _steps = new double[count][];
        _carried = diagonal * diagonal;
        for (int i = 0; i < count; i++)
        {
            _activations[i] = curve.Evaluate(Value(i), out double slope);
            _slopePowers[i] = slope * slope;
            _steps[i] = Spread(diagonal * _activations[i], out _first[i]);
        }

        _beginning = new double[count];
        Spread(0, out int first).CopyTo(_beginning, first);

        double Value(int index) => (index - half + 0.5) * width;

        double[] Spread(double mean, out int first)
        {
            first = Math.Max(0, (int)Math.Floor(((mean - (Reach * deviation)) / width) + half));
            int end = Math.Min(count, (int)Math.Ceiling(((mean + (Reach * deviation)) / width) + half));
            double[] weights = new double[end - first];
            double sum = 0;
            for (int k = 0; k < weights.Length; k++) sum += weights[k] = StandardNormal.Density((Value(first + k) - mean) / deviation);
            for (int k = 0; k < weights.Length; k++) weights[k] /= sum;
            return weights;
        }
    }

    /// <summary>The forecast; null where the grid would be too wide or too fine.</summary>
    /// <param name="curve">φ.</param>
    /// <param name="ofInputs">Variance of x·W.</param>
    /// <param name="diagonal">d.</param>
    /// <param name="steps">Steps of a sequence.</param>
    public static TimePrediction? Of(ActivationCurve curve, double ofInputs, double diagonal, int steps)
    {
        int count = Math.Min(Math.Max(steps, 2), MostSteps);
        double deviation = Math.Sqrt(ofInputs);
        double carried = Math.Abs(diagonal);

        // As far as h gets: a walk's length, or what φ allows.
        double walked = 5 * deviation * (carried < 1 ? Math.Min(Math.Sqrt(count), 1 / Math.Sqrt(1 - (carried * carried))) : Math.Sqrt(count));
        double allowed = carried * Math.Max(Math.Abs(curve.Evaluate(-1000, out _)), Math.Abs(curve.Evaluate(1000, out _)));
        if (allowed > 1000 * (1 + 1e-6)) return null;
        double amplitude = Math.Min(walked, allowed) + (Reach * deviation);
        double width = Math.Min(deviation / 2.5, 0.25);
        return deviation > 0 && 2 * amplitude / width <= MostValues ? new StepsOfUnits(curve, deviation, diagonal, amplitude, width).Walk(count) : null;
    }

    private TimePrediction Walk(int count)
    {
        var shares = new List<double[]> { _beginning };
        var powers = new List<double> { PowerOf(_beginning) };
        while (shares.Count < count)
        {
            shares.Add(Next(shares[shares.Count - 1]));
            powers.Add(PowerOf(shares[shares.Count - 1]));
        }

        // What has settled was so for as long as one likes.
        bool isSettled = Math.Abs(powers[count - 1] - powers[count - 2]) < Settled * powers[count - 1];
        int horizon = isSettled ? MostSteps : count;
        double[] left = [.. _slopePowers];
        double entry = Mean(shares[count - 1], left);
        double[] gradients = new double[horizon];
        double ofAllLosses = 0;
        List<double[]> sums = Sums(shares);
        for (int lag = 0; lag < horizon; lag++)
        {
            gradients[lag] = Mean(shares[Math.Max(0, count - 1 - lag)], left) / entry;
            if (lag < count) ofAllLosses += Mean(sums[count - 1 - lag], left) / count;
            left = Before(left);
        }

        // The first steps of a sequence are unlike all others.
        int middle = Math.Max(1, horizon / 2);
        return new TimePrediction
        {
            GradientFactor = gradients[middle - 1] > 0 ? Math.Sqrt(gradients[middle] / gradients[middle - 1]) : 0,
            StepsUntilVanished = First(static power => power < TimePrediction.Gone * TimePrediction.Gone),
            StepsUntilExploded = First(static power => power > 1 / (TimePrediction.Gone * TimePrediction.Gone)),
            Horizon = horizon,
            SignalPowers = [.. powers],
            GradientPowers = gradients,
            EntryPower = entry,
            PowerOfAllLosses = ofAllLosses,
        };

        int? First(Predicate<double> isReached) => Array.FindIndex(gradients, isReached) is var lag and > 0 ? lag : null;
    }

    private static List<double[]> Sums(List<double[]> shares)
    {
        var sums = new List<double[]> { shares[0] };
        foreach (double[] next in shares.Skip(1)) sums.Add([.. sums[sums.Count - 1].Zip(next, static (sum, share) => sum + share)]);
        return sums;
    }

    private static double Mean(double[] shares, double[] values)
    {
        double sum = 0;
        for (int i = 0; i < shares.Length; i++) sum += shares[i] * values[i];
        return sum;
    }

    private double PowerOf(double[] shares)
    {
        double sum = 0;
        for (int i = 0; i < shares.Length; i++) sum += shares[i] * _activations[i] * _activations[i];
        return sum;
    }

    private double[] Next(double[] shares)
    {
        double[] next = new double[shares.Length];
        for (int i = 0; i < shares.Length; i++)
        {
            if (shares[i] < 1e-15) continue;
            for (int k = 0; k < _steps[i].Length; k++) next[_first[i] + k] += shares[i] * _steps[i][k];
        }

        return next;
    }

    private double[] Before(double[] left)
    {
        double[] before = new double[left.Length];
        for (int i = 0; i < left.Length; i++)
        {
            if (_slopePowers[i] == 0) continue;
            double sum = 0;
            for (int k = 0; k < _steps[i].Length; k++) sum += _steps[i][k] * left[_first[i] + k];
            before[i] = _slopePowers[i] * _carried * sum;
        }

        return before;
    }
}
