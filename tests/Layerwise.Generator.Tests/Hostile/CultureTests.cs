using System.Globalization;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Hostile;

/// <summary>Numbers in generated code look the same under every culture.</summary>
public sealed class CultureTests
{
    private static readonly Consumer Consumer = new(Samples.Network(
        "Net",
        "1000, 1234, Activation.LeakyRelu, Init.RandomNormal, Slope = 0.125f, InitScale = 1e-7f, BiasValue = -1234.5f",
        "1234, 2, Activation.Identity, Init.XavierNormal, Gain = 1.5f, BiasValue = -0.25f"));

    [Fact]
    public void The_output_is_the_same_under_every_culture()
    {
        string invariant = GenerateUnder(CultureInfo.InvariantCulture);
        Assert.Contains("-1234.5f", invariant, StringComparison.Ordinal);
        Assert.All([German(), TypographicMinus()], culture => Assert.Equal(invariant, GenerateUnder(culture)));
    }

    private static string GenerateUnder(CultureInfo culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return Consumer.Generate().Text;
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Built by hand, because a machine may run without culture data and then knows the invariant one only.
    private static CultureInfo German()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        return culture;
    }

    // As sv-SE has it.
    private static CultureInfo TypographicMinus()
    {
        var culture = German();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberGroupSeparator = "\u00A0";
        return culture;
    }
}
