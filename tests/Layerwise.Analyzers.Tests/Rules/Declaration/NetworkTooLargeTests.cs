namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class NetworkTooLargeTests
{
    [Fact]
    public Task First_layer_beyond_the_limit() => Analysis.FindsOneAsync(
        "LW1005",
        "Layer 1 brings the network to 4 611 686 016 279 904 256 parameters, more than the 536 870 912 it may have; make a fanIn or fanOut smaller",
        """
        using Layerwise;

        [[|Layer(int.MaxValue, int.MaxValue, Activation.Relu)|]]
        [Layer(1, 1, Activation.Relu)]
        partial class Net;
        """);

    [Fact]
    public Task Layers_that_only_together_pass_the_limit() => Analysis.FindsOneAsync(
        "LW1005",
        "Layer 2 brings the network to 536 870 913 parameters, more than the 536 870 912 it may have; make a fanIn or fanOut smaller",
        """
        using Layerwise;

        [Layer(536870912, 1, Activation.Identity, Bias = false)]
        [[|Layer(1, 1, Activation.Identity, Bias = false)|]]
        partial class Net;
        """);

    [Fact]
    public Task Exactly_the_limit() => Analysis.FindsNoneAsync(
        "LW1005",
        """
        using Layerwise;

        [Layer(536870912, 1, Activation.Identity, Bias = false)]
        partial class Net;
        """);
}
