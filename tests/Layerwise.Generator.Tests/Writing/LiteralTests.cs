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

    [Theory]
    [InlineData(999, "999")]
    [InlineData(2410, "2 410")]
    [InlineData(536870912, "536 870 912")]
    public void Large_numbers_are_grouped(long value, string expected) => Assert.Equal(expected, Literal.Grouped(value));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(-0.30000001192092896, "-0.3")]
    [InlineData(0.123456, "0.123")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.000099999, "0.0001")]
    [InlineData(0.0000432, "4.32·10⁻⁵")]
    [InlineData(1412.5, "1410")]
    [InlineData(77_700, "77700")]
    [InlineData(999_999, "1·10⁶")]
    [InlineData(-1.41e12, "-1.41·10¹²")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Three_digits_are_read_at_a_glance(double value, string expected) => Assert.Equal(expected, Literal.Rounded(value));
}
