namespace Layerwise.Analyzers.Tests.Rules.Initialization;

/// <summary>Numbers that no network survives are declared all the same, and no rule may fall over them.</summary>
public sealed class ExtremeScalesTests
{
    private static readonly string[] Scales = ["float.MaxValue", "float.Epsilon"];

    // By reflection: the generator has a copy of the enum, so that the tests can't name it.
    public static TheoryData<string> Activations =>
        [.. Enum.GetNames(typeof(INetwork<>).Assembly.GetType("Layerwise.Activation", throwOnError: true)!).Where(static name => name != "Custom")];

    [Theory]
    [MemberData(nameof(Activations))]
    public async Task Largest_and_smallest_floats(string activation)
    {
        string layers = string.Join('\n', Scales.Select(scale => $"""
            [Layer(3, 3, Activation.{activation}, Init.RandomNormal, InitScale = {scale}, BiasValue = {scale})]
            [Layer(3, 3, Activation.{activation}, Init.Constant, InitScale = {scale}, BiasValue = -{scale})]
            [Layer(3, 3, Activation.{activation}, Init.Orthogonal, Gain = {scale})]
            [Layer(3, 3, Activation.{activation}, Init.Identity, Gain = {scale})]
            [Layer(3, 3, Activation.{activation}, Init.VarianceScaling, VarianceScale = {scale}, BatchNormalization = true)]
            """));

        // An exception in a rule fails it.
        Assert.NotEmpty(await Analysis.RunAsync(Compilations.Of($"using Layerwise;\n\n{layers}\npartial class Net;\n")));
    }
}
