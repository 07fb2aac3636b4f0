namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class TooManyLayersTests
{
    [Fact]
    public Task More_layers_than_the_limit() => Analysis.FindsOneAsync(
        "LW1006",
        "The network has 257 layers, more than the 256 it may have; remove layers, or split it into several networks",
        $$"""
        using Layerwise;

        {{Layers(256)}}
        [[|Layer(1, 1, Activation.Relu)|]]
        partial class Net;
        """);

    // Without the generator: compiling 256 layers costs seconds and shows nothing more here.
    [Fact]
    public async Task Exactly_the_limit() => Assert.DoesNotContain(
        await Analysis.RunAsync(Compilations.Of($$"""
            using Layerwise;

            {{Layers(256)}}
            partial class Net;
            """)),
        static diagnostic => diagnostic.Id == "LW1006");

    private static string Layers(int count) => string.Concat(Enumerable.Repeat("[Layer(1, 1, Activation.Relu)]\n", count));
}
