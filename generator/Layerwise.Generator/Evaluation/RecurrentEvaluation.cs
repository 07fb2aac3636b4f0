using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Traits;

namespace Layerwise.Generator.Evaluation;

/// <summary>What goes over the steps of a sequence, each of which needs the one before. It begins with nothing remembered.</summary>
internal static class RecurrentEvaluation
{
    private static readonly CurveFunction Sigmoid = Curves.Sigmoid(0).Function;
    private static readonly CurveFunction Tanh = Curves.Tanh(0).Function;

    /// <summary>h of each step.</summary>
    /// <param name="recur">The step of the network.</param>
    /// <param name="sums">x·W + b: [steps, gates, units].</param>
    /// <param name="weights">U [units, gates, units].</param>
    /// <param name="biases">c [gates, units]; null where nothing is added to h·U.</param>
    public static double[] Run(Recur recur, double[] sums, float[] weights, float[]? biases)
    {
        int units = recur.Units;
        int columns = recur.Gates * units;
        var h = new double[units];
        var cells = new double[units];
        var results = new double[recur.Steps * units];
        for (int step = 0; step < recur.Steps; step++)
        {
            double[] x = sums.AsSpan(step * columns, columns).ToArray();
            double[] u = Products(h, 0, columns);
            if (recur.ResetsFirst) Products([.. h.Select((value, j) => Of(Sigmoid, x[j] + u[j]) * value)], 2 * units, units).CopyTo(u, 2 * units);
            h = [.. Enumerable.Range(0, units).Select(j => Unit(recur, j, x, u, h[j], ref cells[j]))];
            h.CopyTo(results, step * units);
        }

        return results;

        double[] Products(double[] remembered, int first, int count) =>
            [.. Enumerable.Range(first, count).Select(j => (biases?[j] ?? 0) + remembered.Select((value, i) => value * weights[(i * columns) + j]).Sum())];
    }

    private static double Unit(Recur recur, int j, double[] x, double[] u, double h, ref double cell)
    {
        double Sum(int gate) => x[(gate * recur.Units) + j] + u[(gate * recur.Units) + j];
        switch (recur.Kind)
        {
            case LayerKind.Gru:
                double z = Of(Sigmoid, Sum(1));
                double n = Of(Tanh, recur.ResetsFirst ? Sum(2) : x[(2 * recur.Units) + j] + (Of(Sigmoid, Sum(0)) * u[(2 * recur.Units) + j]));
                return ((1 - z) * n) + (z * h);
            case LayerKind.Lstm:
                cell = (Of(Sigmoid, Sum(1)) * cell) + (Of(Sigmoid, Sum(0)) * Of(Tanh, Sum(2)));
                return Of(Sigmoid, Sum(3)) * Of(Tanh, cell);
            case LayerKind.Rnn:
                return Of(recur.Layer.Traits.Curve!(recur.Layer.Slope).Function, Sum(0));
            default:
                throw new InvalidOperationException($"Nothing says what {recur.Kind} gives.");
        }
    }

    private static double Of(CurveFunction curve, double z) => curve(z, out _);
}
