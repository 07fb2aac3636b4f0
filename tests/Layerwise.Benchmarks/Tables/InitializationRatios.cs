using Layerwise.Benchmarks.Machine;
using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Tables;

/// <summary>One million initial weights (a layer 1000 → 1000) against the loop that one would write by hand.</summary>
internal static class InitializationRatios
{
    private const int Side = 1000;

    public static void Print()
    {
        float[] weights = new float[Side * Side];
        var random = new Random(1);
        (string Name, Action Fill)[] rows =
        [
            ("scalar Box–Muller loop over System.Random", () => BoxMuller(weights, random)),
            ("Uniform", () => Initializers.Uniform(weights, 1f, 1, 0)),
            ("Normal", () => Initializers.Normal(weights, 1f, 1, 0)),
            ("TruncatedNormal", () => Initializers.TruncatedNormal(weights, 1f, 1, 0)),
            ("Sparse, a tenth zero", () => Initializers.Sparse(weights, Side, Side / 10, 1f, 1, 0)),
            ("Identity", () => Initializers.Identity(weights, Side, 1f)),
            ("Orthogonal", () => Initializers.Orthogonal(weights, Side, 1f, 1, 0)),
        ];
        double[] times = Timing.Nanoseconds(Array.ConvertAll(rows, static row => new Action<int>(count =>
        {
            for (int i = 0; i < count; i++) row.Fill();
        })));

        var table = new MarkdownTable(["one million weights", "ms", "GB/s", "times faster than the loop"]);
        for (int i = 0; i < rows.Length; i++)
        {
            table.Row([rows[i].Name, $"{times[i] / 1e6:F2}", $"{sizeof(float) * weights.Length / times[i]:F2}", $"{times[0] / times[i]:F2}"]);
        }
    }

    private static void BoxMuller(float[] weights, Random random)
    {
        for (int i = 0; i < weights.Length; i += 2)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
            weights[i] = (float)(radius * cosine);
            weights[i + 1] = (float)(radius * sine);
        }
    }
}
