using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Layerwise.Analyzers.Tests;

public sealed class CultureTests
{
    [Fact]
    public async Task Numbers_in_messages_are_those_of_the_source_in_every_culture()
    {
        // As in sv-SE, whose minus is not the hyphen, and with a decimal comma.
        var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        foreign.NumberFormat.NegativeSign = "\u2212";
        foreign.NumberFormat.NumberDecimalSeparator = ",";
        foreign.NumberFormat.NumberGroupSeparator = ".";
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = foreign;
            ImmutableArray<Diagnostic> diagnostics = await Analysis.RunAsync(Compilations.Of("""
                using Layerwise;

                [Layer(-5, 3, Activation.LeakyRelu, Slope = -0.25f)]
                partial class Negative;

                [Layer(100000, 100000, Activation.Relu)]
                partial class Large;
                """));

            Assert.Equal(
                [
                    "Layer 1: fanIn is -5; write 1 or more",
                    "Layer 1: Slope is -0.25; it must be finite and at least 0",
                    "Layer 1 brings the network to 10 000 100 000 parameters, more than the 536 870 912 it may have; make a fanIn or fanOut smaller",
                ],
                diagnostics.Select(diagnostic => diagnostic.GetMessage(foreign)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
