using Layerwise.Text;

namespace Layerwise.Tests.Text;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(999, "999")]
    [InlineData(2410, "2 410")]
    [InlineData(536870912, "536 870 912")]
    public void Large_numbers_are_grouped(long value, string expected) => Assert.Equal(expected, NumberText.Grouped(value));

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
    public void Three_digits_are_read_at_a_glance(double value, string expected) => Assert.Equal(expected, NumberText.Rounded(value));

    [Theory]
    [InlineData(0.032141, "0.03214")]
    [InlineData(12345.6, "12350")]
    [InlineData(1234567, "1.235·10⁶")]
    public void More_digits_where_they_are_asked_for(double value, string expected) => Assert.Equal(expected, NumberText.Rounded(value, digits: 4));
}
