namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class NoLayersTests
{
    [Fact]
    public Task Network_without_layers() => Analysis.FindsOneAsync(
        "LW1011",
        "'Net' is declared as a network but has no layers; add a [Layer(fanIn, fanOut, activation)] for each, or remove [Network]",
        """
        using Layerwise;

        [[|Network(Loss = Loss.CrossEntropy)|]]
        public class Net;
        """);

    [Fact]
    public Task Inputs_without_layers() => Analysis.FindsOneAsync(
        "LW1011",
        "'Net' is declared as a network but has no layers; add a [Layer(fanIn, fanOut, activation)] for each, or remove [Input]",
        """
        using Layerwise;

        [[|Input(28, 28, 1)|]]
        public partial class Net;
        """);

    [Fact]
    public Task Doubled_attribute_is_reported_once() => Analysis.FindsOneAsync(
        "LW1011",
        "'Net' is declared as a network but has no layers; add a [Layer(fanIn, fanOut, activation)] for each, or remove [Network]",
        """
        using Layerwise;

        [[|Network|]]
        [Network]
        public partial class Net;

        public partial class Net;
        """);

    [Fact]
    public Task Layers_on_another_declaration() => Analysis.FindsNoneAsync(
        "LW1011",
        """
        using Layerwise;

        [Network]
        public partial class Net;

        [Layer(2, 3, Activation.Relu)]
        public partial class Net;
        """);

    [Fact]
    public Task Half_typed_layer_is_not_yet_missing() => Analysis.LeavesToCompilerAsync(
        """
        using Layerwise;

        [Network]
        [Layer(2)]
        public partial class Net;
        """,
        "CS1729");
}
