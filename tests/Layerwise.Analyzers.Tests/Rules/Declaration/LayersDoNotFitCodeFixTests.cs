using Layerwise.CodeFixes.Rules;

namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class LayersDoNotFitCodeFixTests
{
    private const string Before = """
        using Layerwise;

        [Layer(64, 32, Activation.Relu)]
        [Layer(/* pixels */ 30, Shape.Hidden, Activation.Relu)]
        [Layer(fanOut: 10, fanIn: Shape.Hidden + 1 /* bias? */, activation: Activation.Softmax)]
        partial class Net;

        static class Shape
        {
            public const byte Hidden = 16;
        }
        """;

    private static readonly LayersDoNotFitCodeFix Fix = new();

    [Fact]
    public Task This_layer_takes_what_the_previous_one_gives() => CodeFixing.FixesFirstAsync(
        Fix,
        LayersDoNotFitCodeFix.ChangeFanIn,
        Before,
        Before.Replace("/* pixels */ 30", "/* pixels */ 32", StringComparison.Ordinal));

    [Fact]
    public Task The_previous_layer_gives_what_this_one_takes() => CodeFixing.FixesFirstAsync(
        Fix,
        LayersDoNotFitCodeFix.ChangePreviousFanOut,
        Before,
        Before.Replace("64, 32", "64, 30", StringComparison.Ordinal));

    // How many numbers a window leaves stands in no argument.
    [Theory]
    [InlineData("[MaxPool2D(2)]", "3600")]
    [InlineData("[GlobalAveragePool]", "16")]
    [InlineData("[Conv2D(16, 4, 1, Activation.Relu)]", "3600")]
    public Task Behind_positions_this_layer_alone_changes(string layer, string given)
    {
        string before = $"[Input(32, 32, 3)]\n[Conv2D(3, 16, 3, Activation.Relu)]\n{layer}\n[Layer(2400, 10, Activation.Softmax)]";
        return Declared.FixesWithOneLightBulbAsync("LW1007", before, $"Take {given} inputs", before.Replace("2400", given, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LayersDoNotFitCodeFix.ChangeFanIn)]
    [InlineData(null)]
    public Task Every_layer_takes_what_the_one_before_gives(string? equivalenceKey) => CodeFixing.FixesAllAsync(
        Fix,
        equivalenceKey,
        Before,
        Before
            .Replace("/* pixels */ 30", "/* pixels */ 32", StringComparison.Ordinal)
            .Replace("Shape.Hidden + 1 /*", "16 /*", StringComparison.Ordinal));

    [Fact]
    public Task Every_layer_gives_what_the_next_one_takes() => CodeFixing.FixesAllAsync(
        Fix,
        LayersDoNotFitCodeFix.ChangePreviousFanOut,
        Before,
        Before
            .Replace("64, 32", "64, 30", StringComparison.Ordinal)
            .Replace("30, Shape.Hidden,", "30, 17,", StringComparison.Ordinal));

    [Fact]
    public Task What_other_rules_found_is_left_to_them()
    {
        string before = Before + """


            [Layer(3, 4, Activation.Tanh, Init.HeNormal)]
            [Layer(4, 2, Activation.Softmax)]
            partial class Other;
            """;
        return CodeFixing.FixesAllAmongOthersAsync(
            Fix,
            before,
            before
                .Replace("/* pixels */ 30", "/* pixels */ 32", StringComparison.Ordinal)
                .Replace("Shape.Hidden + 1 /*", "16 /*", StringComparison.Ordinal));
    }
}
