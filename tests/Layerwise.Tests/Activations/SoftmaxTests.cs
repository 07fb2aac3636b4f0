using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Activations;

public class SoftmaxTests
{
    private const int Rows = 3;
    private const float Sentinel = 1234f;

    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void RowsAreTheFormulaAtEveryWidth(int count) => EveryWidth.Run(count, new Formula());

    [Theory]
    [MemberData(nameof(Counts))]
    public void GradientIsTheFormulaAtEveryWidth(int count) => EveryWidth.Run(count, new GradientFormula());

    [Theory]
    [MemberData(nameof(Counts))]
    public void LargeInputsDoNotOverflow(int count) => EveryWidth.Run(count, new Extremes());

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_row_has_the_same_bits_among_many_as_by_itself(int count) => EveryWidth.Run(count, new OneAmongMany());

    [Theory]
    [MemberData(nameof(Counts))]
    public void InfinityAndNaNStayInTheirRow(int count) => EveryWidth.Run(count, new Poison());

    private static float[] Numbers(int length, int salt) =>
        [.. Enumerable.Range(0, length).Select(i => 8f * MathF.Sin(1.7f * (i + salt)))];

    private sealed class Formula : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int width = 1; width <= 50; width++)
            {
                float[] z = Numbers(Rows * width, width);
                float[] p = [.. z, Sentinel];
                Softmax.Rows<TLanes>(ref p[0], Rows, width);
                for (int row = 0; row < Rows; row++)
                {
                    double[] e = [.. z.Skip(row * width).Take(width).Select(value => Math.Exp(value))];
                    for (int i = 0; i < width; i++)
                    {
                        // z − max and its exponential are each within 2 ULP of numbers up to 16; the sum adds half of one per step.
                        double expected = e[i] / e.Sum();
                        Assert.InRange(p[(row * width) + i] / expected, 1 - 4E-6, 1 + 4E-6);
                    }
                }

                Assert.Equal(Sentinel, p[^1]);
            }
        }
    }

    private sealed class GradientFormula : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int width = 1; width <= 50; width++)
            {
                float[] p = [.. Numbers(Rows * width, width)];
                Softmax.Rows<TLanes>(ref p[0], Rows, width);
                float[] g = Numbers(Rows * width, 3);
                float[] deltas = [.. new float[Rows * width], Sentinel];
                Softmax.Gradient<TLanes>(ref g[0], ref p[0], ref deltas[0], Rows, width);
                for (int i = 0; i < Rows * width; i++)
                {
                    int start = i / width * width;
                    double mean = Enumerable.Range(start, width).Sum(j => (double)g[j] * p[j]);
                    Assert.Equal(p[i] * (g[i] - mean), deltas[i], 4E-6);
                }

                Assert.Equal(Sentinel, deltas[^1]);
                Softmax.Gradient<TLanes>(ref g[0], ref p[0], ref g[0], Rows, width);
                Assert.Equal(deltas[..^1], g);
            }
        }
    }

    private sealed class Extremes : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            foreach (int width in new[] { 3, 16, 21 })
            {
                float[] z = new float[width];
                Array.Fill(z, float.MinValue);
                z[^1] = z[1] = float.MaxValue;
                Softmax.Rows<TLanes>(ref z[0], 1, width);
                Assert.Equal(0.5f, z[1]);
                Assert.Equal(0.5f, z[^1]);
                Assert.Equal(1f, z.Sum());
            }
        }
    }

    private sealed class OneAmongMany : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            // More rows than are worked at together, and some that make no whole group.
            var random = new Random(4);
            foreach (int rows in (int[])[1, 9, 16, 31, 100, 117])
            {
                for (int width = 1; width <= 20; width++)
                {
                    float[] together = [.. Enumerable.Range(0, rows * width).Select(_ => (random.NextSingle() - 0.5f) * 20), float.NaN];
                    float[] alone = [.. together];
                    Softmax.Rows<TLanes>(ref together[0], rows, width);
                    for (int row = 0; row < rows; row++) Softmax.Rows<TLanes>(ref alone[row * width], 1, width);
                    Assert.Equal(alone, together);
                }
            }
        }
    }

    private sealed class Poison : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            foreach (int width in new[] { 1, 3, 16, 21 })
            {
                foreach (float poison in new[] { float.NaN, float.PositiveInfinity })
                {
                    for (int at = 0; at < width; at++)
                    {
                        float[] z = new float[3 * width];
                        z[width + at] = poison;
                        Softmax.Rows<TLanes>(ref z[0], 3, width);
                        Assert.All(z[width..(2 * width)], value => Assert.True(float.IsNaN(value)));
                        Assert.All(z[..width].Concat(z[(2 * width)..]), value => Assert.Equal(1f / width, value, 1E-7f));
                    }
                }
            }
        }
    }
}
