using Layerwise.CodeFixes.Rules;

namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class OptionWithoutEffectCodeFixTests
{
    private static readonly AttributeArgumentCodeFix Fix = new();

    [Fact]
    public Task One_option_goes() => CodeFixing.FixesFirstAsync(
        Fix,
        nameof(AttributeArgumentCodeFix),
        """
        using Layerwise;

        // Kept.
        [Layer(2, 3, Activation.Tanh, Slope = 0.1f, Bias = false /* kept */)] // kept
        [Layer(3, 3, Activation.Softmax, InitScale = 2f)]
        partial class Net;
        """,
        """
        using Layerwise;

        // Kept.
        [Layer(2, 3, Activation.Tanh, Bias = false /* kept */)] // kept
        [Layer(3, 3, Activation.Softmax, InitScale = 2f)]
        partial class Net;
        """);

    [Theory]
    [InlineData(nameof(AttributeArgumentCodeFix))]
    [InlineData(null)]
    public Task All_options_go(string? equivalenceKey) => CodeFixing.FixesAllAsync(
        Fix,
        equivalenceKey,
        """
        using Layerwise;

        [Network(Delta = 2f)]
        [Layer(2, 3, Activation.Tanh, Slope = 0.1f, Bias = false, BiasValue = 1f, InitScale = 2f)]
        [Layer(
            3, // hidden
            2, // outputs
            Activation.Identity,
            Bias = true,
            FanMode = FanMode.FanOut)]
        partial class Net;
        """,
        """
        using Layerwise;

        [Network()]
        [Layer(2, 3, Activation.Tanh, Bias = false)]
        [Layer(
            3, // hidden
            2, // outputs
            Activation.Identity,
            Bias = true)]
        partial class Net;
        """);
}
