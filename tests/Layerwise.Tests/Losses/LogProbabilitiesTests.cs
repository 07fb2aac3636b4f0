using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Losses;

/// <summary>The entropies of log-probabilities, against those of the probabilities in double.</summary>
public class LogProbabilitiesTests
{
    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void LossAndDeltasAreThoseOfTheProbabilities(int count) => EveryWidth.Run(count, new Comparison());

    private sealed class Comparison : ILanesTest
    {
        private const int Rows = 3;

        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            var random = new Random(5);
            for (int width = 1; width < 20; width++)
            {
                float[] a = [.. Enumerable.Range(0, Rows * width).Select(_ => -3 * random.NextSingle())];
                float[] y = [.. Enumerable.Range(0, Rows * width).Select(_ => random.NextSingle())];
                int[] labels = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(width))];
                float[] hot = [.. Enumerable.Range(0, Rows * width).Select(i => labels[i / width] == i % width ? 1f : 0f)];
                float[] deltas = new float[a.Length];

                AssertClose(a, y, width, Runtime.Losses.LogSoftmaxCrossEntropy<TLanes>(a, y, width, deltas), deltas);
                AssertClose(a, hot, width, Runtime.Losses.LogSoftmaxCrossEntropy<TLanes>(a, labels, width, deltas), deltas);

                float[] none = [];
                float[] weights = [.. Enumerable.Range(0, width).Select(_ => 0.5f + random.NextSingle())];
                float[] smoothed = [.. y.Select((target, i) => weights[i % width] * ((0.75f * target) + (0.25f / width)))];
                AssertClose(a, smoothed, width, Runtime.Losses.LogSoftmaxWeightedCrossEntropy<TLanes>(a, y, width, deltas, 0.25f, weights), deltas);

                // Without class weights the mean over labels is not a weighted one.
                float[] smoothedHot = [.. hot.Select(target => (0.75f * target) + (0.25f / width))];
                AssertClose(a, smoothedHot, width, Runtime.Losses.LogSoftmaxWeightedCrossEntropy<TLanes>(a, labels, width, deltas, 0.25f, none), deltas);

                double entropy = y.Sum(static target => target * Math.Log(target)) / Rows;
                AssertClose(a, y, width, Runtime.Losses.LogSoftmaxKullbackLeibler<TLanes>(a, y, width, deltas) - (float)entropy, deltas);

                float loss = Runtime.Losses.NegativeLogLikelihood<TLanes>(a, y, width, deltas);
                Assert.Equal(Mean(a, y), loss, 1e-5);
                for (int i = 0; i < a.Length; i++) Assert.Equal(-y[i] / Rows, deltas[i], 1e-6);
            }
        }

        private static double Mean(float[] a, float[] y) => a.Zip(y, static (logarithm, target) => -(double)target * logarithm).Sum() / Rows;

        private static void AssertClose(float[] a, float[] y, int width, float loss, float[] deltas)
        {
            Assert.Equal(Mean(a, y), loss, 1e-5);
            for (int i = 0; i < a.Length; i++)
            {
                double sum = y.Skip(i / width * width).Take(width).Sum(static v => (double)v);
                Assert.Equal(((Math.Exp(a[i]) * sum) - y[i]) / Rows, deltas[i], 1e-5);
            }
        }
    }
}
