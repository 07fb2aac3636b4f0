extern alias generator;
using System.Globalization;
using generator::Layerwise.Generator.Writing;

namespace Layerwise.Generator.Tests.Writing;

public sealed class LiteralTests
{
    [Theory]
    [InlineData(0f, "0f")]
    [InlineData(-0f, "-0f")]
    [InlineData(1f, "1f")]
    [InlineData(-0.1f, "-0.1f")]
    [InlineData(0.17677669f, "0.17677669f")]
    [InlineData(float.MaxValue, "3.4028235E+38f")]
    [InlineData(float.Epsilon, "1E-45f")]
    [InlineData(float.NaN, "float.NaN")]
    [InlineData(float.PositiveInfinity, "float.PositiveInfinity")]
    [InlineData(float.NegativeInfinity, "float.NegativeInfinity")]
    public void A_float_becomes_its_shortest_literal(float value, string expected) => Assert.Equal(expected, Literal.Of(value));

    [Fact]
    public void Every_float_comes_back_with_its_bits()
    {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            float value = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            if (!float.IsFinite(value)) continue;
            float back = float.Parse(Literal.Of(value).TrimEnd('f'), CultureInfo.InvariantCulture);
            Assert.Equal(BitConverter.SingleToInt32Bits(value), BitConverter.SingleToInt32Bits(back));
        }
    }
}
