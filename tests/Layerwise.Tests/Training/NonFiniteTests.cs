using Layerwise.Runtime;

namespace Layerwise.Tests.Training;

public class NonFiniteTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void One_bad_value_is_found_at_every_place_and_width(float bad)
    {
        for (int length = 1; length <= 140; length += 1 + (length / 20))
        {
            for (int place = 0; place < length; place++)
            {
                float[] values = Extremes(length);
                values[place] = bad;
                Assert.True(NonFinite.Any(values));
                Assert.True(NonFinite.Any<Lanes1>(values));
                Assert.True(NonFinite.Any<Lanes4>(values));
                Assert.True(NonFinite.Any<Lanes8>(values));
                Assert.True(NonFinite.Any<Lanes16>(values));
                Assert.Equal(place, NonFinite.IndexIn(values));
            }
        }
    }

    [Fact]
    public void Finite_values_are_fine_however_large()
    {
        for (int length = 0; length <= 140; length++)
        {
            // NaN behind the end must not be read into the answer.
            float[] values = [.. Extremes(length), float.NaN];
            ReadOnlySpan<float> finite = values.AsSpan(0, length);
            Assert.False(NonFinite.Any(finite));
            Assert.False(NonFinite.Any<Lanes1>(finite));
            Assert.False(NonFinite.Any<Lanes4>(finite));
            Assert.False(NonFinite.Any<Lanes8>(finite));
            Assert.False(NonFinite.Any<Lanes16>(finite));
            Assert.Equal(-1, NonFinite.IndexIn(finite));
        }
    }

    private static float[] Extremes(int length) =>
        [.. Enumerable.Range(0, length).Select(i => i % 3 == 0 ? float.MaxValue : i % 3 == 1 ? float.MinValue : float.Epsilon)];
}
