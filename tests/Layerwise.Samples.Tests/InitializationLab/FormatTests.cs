using System.Globalization;
using InitializationLab.Report;

namespace Layerwise.Samples.Tests.InitializationLab;

public sealed class FormatTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.6283, "0.628")]
    [InlineData(128.04, "128")]
    [InlineData(-11.31, "−11.3")]
    [InlineData(65504, "65504")]
    [InlineData(2.7e-10, "2.7·10⁻¹⁰")]
    [InlineData(9.99e-10, "1·10⁻⁹")]
    [InlineData(1.6e27, "1.6·10²⁷")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NaN, "unknown")]
    public void Numbers_have_three_digits_in_every_language(double value, string text)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            Assert.Equal(text, Format.Number(value));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
