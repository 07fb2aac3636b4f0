using System.Text.Json;
using System.Text.Json.Serialization;
using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Optimizers;

public class GradientClippingTests
{
    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void Clipped_gradients_are_those_of_PyTorch(int count) => EveryWidth.Run(count, new AsInPyTorch());

    [Theory]
    [MemberData(nameof(Counts))]
    public void The_norm_survives_squares_outside_of_the_range_of_floats(int count) => EveryWidth.Run(count, new Extreme());

    [Theory]
    [MemberData(nameof(Counts))]
    public void What_is_not_finite_stays_visible(int count) => EveryWidth.Run(count, new NotFinite());

    [Fact]
    public void The_norm_of_a_million_gradients_loses_nothing()
    {
        // A single float sum would be off by 1 % here.
        float[] gradients = new float[1 << 20];
        Array.Fill(gradients, 0.1f);
        Assert.Equal(0.1f * 1024.0, GradientClipping.ByGlobalNorm(gradients, 1e6), 1e-6 * 102.4);
        Assert.All(gradients[^20..], gradient => Assert.Equal(0.1f, gradient));
    }

    [Fact]
    public void Nothing_at_all_has_the_norm_0()
    {
        Assert.Equal(0, GradientClipping.ByGlobalNorm([], 1));
        Assert.Equal(0, GradientClipping.ByGlobalNorm(new float[5], 1));
        GradientClipping.ByValue([], 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Impossible_limits_are_refused_by_name(double limit)
    {
        float[] gradients = [3];
        Assert.Throws<ArgumentOutOfRangeException>(nameof(limit), () => GradientClipping.ByValue(gradients, limit));
        Assert.Throws<ArgumentOutOfRangeException>("maxNorm", () => GradientClipping.ByGlobalNorm(gradients, limit));
        Assert.Throws<ArgumentOutOfRangeException>("ClipValue", () => new TrainerOptions { ClipValue = limit });
        Assert.Throws<ArgumentOutOfRangeException>("ClipNorm", () => new TrainerOptions { ClipNorm = limit });
        Assert.Equal([3f], gradients);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] gradients = new float[37];
        Assert.Equal(0, AllocationOf.EveryCall(() =>
        {
            GradientClipping.ByValue(gradients, 1);
            GradientClipping.ByGlobalNorm(gradients, 1);
        }));
    }

    private sealed class AsInPyTorch : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            using Stream stream = typeof(GradientClippingTests).Assembly.GetManifestResourceStream(
                "Layerwise.Tests.Optimizers.vectors.clipping.json")!;
            Clip[] cases = JsonSerializer.Deserialize<Clip[]>(stream)!;
            Assert.Contains(cases, clip => clip.Clipped[0] != clip.Gradients[0]);
            foreach (Clip clip in cases)
            {
                float[] gradients = [.. clip.Gradients];
                if (clip.Norm is double norm)
                {
                    Assert.Equal(norm, GradientClipping.ByGlobalNorm<TLanes>(gradients, clip.Limit), 1e-6 * norm);
                }
                else
                {
                    GradientClipping.ByValue<TLanes>(gradients, (float)clip.Limit);
                }

                for (int i = 0; i < gradients.Length; i++)
                {
                    Assert.Equal(clip.Clipped[i], gradients[i], 1e-6f * Math.Abs(clip.Clipped[i]));
                }
            }
        }
    }

    private sealed class Extreme : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            foreach (double size in new[] { 1e-40, 1e-36, 1e-25, 1e-12, 1e-6, 1.0, 1e15, 1e19, 1e25, 3e38 })
            {
                float[] gradients = new float[35];
                Array.Fill(gradients, (float)size);
                double expected = (float)size * Math.Sqrt(35);
                Assert.Equal(expected, GradientClipping.ByGlobalNorm<TLanes>(gradients, 3e38), 1e-6 * expected);
            }
        }
    }

    private sealed class NotFinite : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            float[] gradients = [1, float.NaN, -5];
            GradientClipping.ByValue<TLanes>(gradients, 2);
            Assert.Equal([1f, float.NaN, -2f], gradients);
            Assert.True(double.IsNaN(GradientClipping.ByGlobalNorm<TLanes>(gradients, 1)));
            Assert.All(gradients, gradient => Assert.True(float.IsNaN(gradient)));

            gradients = [1, float.NegativeInfinity, -5];
            Assert.Equal(double.PositiveInfinity, GradientClipping.ByGlobalNorm<TLanes>(gradients, 1));
            Assert.Equal([0f, float.NaN, 0f], gradients);
        }
    }

    private sealed record Clip(
        [property: JsonPropertyName("limit")] double Limit,
        [property: JsonPropertyName("norm")] double? Norm,
        [property: JsonPropertyName("gradients")] float[] Gradients,
        [property: JsonPropertyName("clipped")] float[] Clipped);
}
