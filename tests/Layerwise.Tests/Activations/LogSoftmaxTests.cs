using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Activations;

public class LogSoftmaxTests
{
    private const float Infinity = float.PositiveInfinity;

    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void RowsAreLogarithmsOfProbabilities(int count) => EveryWidth.Run(count, new RandomRows());

    [Theory]
    [MemberData(nameof(Counts))]
    public void WhatSoftmaxLosesIsKept(int count) => EveryWidth.Run(count, new Row([1000f, 0f, -3E38f], [0f, -1000f, -3E38f]));

    [Theory]
    [MemberData(nameof(Counts))]
    public void NegativeInfinityIsImpossible(int count) =>
        EveryWidth.Run(count, new Row([0f, -Infinity, 0f], [-0.6931472f, -Infinity, -0.6931472f]));

    [Theory]
    [MemberData(nameof(Counts))]
    public void InfinityAndNaNSpoilTheRow(int count)
    {
        EveryWidth.Run(count, new Row([0f, Infinity], [float.NaN, float.NaN]));
        EveryWidth.Run(count, new Row([float.NaN, 1f], [float.NaN, float.NaN]));
    }

    /// <summary>Widths around the register's, two rows, against double; and the gradient, in place.</summary>
    private sealed class RandomRows : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            var random = new Random(3);
            for (int width = 1; width < 40; width++)
            {
                float[] z = [.. Enumerable.Range(0, 2 * width).Select(_ => (random.NextSingle() * 20) - 10)];
                float[] g = [.. Enumerable.Range(0, 2 * width).Select(_ => random.NextSingle() - 0.5f)];
                double[] expected = [.. z.Chunk(width).SelectMany(static row =>
                {
                    double logarithm = Math.Log(row.Sum(static v => Math.Exp(v)));
                    return row.Select(v => v - logarithm);
                })];
                double[] deltas = [.. Enumerable.Range(0, 2 * width).Select(i =>
                    g[i] - (Math.Exp(expected[i]) * g.Skip(i / width * width).Take(width).Sum(static v => (double)v)))];

                float[] a = [.. z, 77f];
                LogSoftmax.Rows<TLanes>(ref a[0], 2, width);
                Assert.Equal(77f, a[^1]);
                if (width <= TLanes.Count)
                {
                    float[] row = new float[TLanes.Count];
                    TLanes.Store(LogSoftmax.Row(TLanes.Load(ref z[0], 0, width, 99f), width), ref row[0], 0);
                    for (int i = 0; i < width; i++) Assert.Equal(expected[i], row[i], 4e-6);
                }

                for (int i = 0; i < 2 * width; i++) Assert.Equal(expected[i], a[i], 4e-6);
                LogSoftmax.Gradient<TLanes>(ref g[0], ref a[0], ref g[0], 2, width);
                for (int i = 0; i < 2 * width; i++) Assert.Equal(deltas[i], g[i], 4e-6);
            }
        }
    }

    private sealed class Row(float[] z, float[] expected) : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            float[] a = [.. z];
            LogSoftmax.Rows<TLanes>(ref a[0], 1, a.Length);
            Assert.Equal(expected, a);
        }
    }
}
