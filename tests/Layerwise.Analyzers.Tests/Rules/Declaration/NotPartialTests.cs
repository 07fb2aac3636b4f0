namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class NotPartialTests
{
    [Fact]
    public Task Class_without_partial() => Analysis.FindsOneAsync(
        "LW1001",
        "Declare 'Net' as partial: the generator writes the network 'Net' into another part of it",
        """
        using Layerwise;

        [Layer(2, 3, Activation.Relu)]
        public class [|Net|];
        """);

    [Fact]
    public Task Outer_type_without_partial() => Analysis.FindsOneAsync(
        "LW1001",
        "Declare 'Outer' as partial: the generator writes the network 'Net' into another part of it",
        """
        using Layerwise;

        public struct [|Outer|]
        {
            public partial interface Middle
            {
                [Layer(2, 3, Activation.Relu)]
                public partial class Net;
            }
        }
        """);

    [Fact]
    public Task Class_and_outer_type_without_partial() => FindsBothAsync("""
        using Layerwise;

        class [|Outer|]
        {
            [Layer(2, 3, Activation.Relu)]
            class [|Net|];
        }
        """);

    [Fact]
    public Task Outer_type_of_several_networks() => Analysis.FindsOneAsync(
        "LW1001",
        "Declare 'Outer' as partial: the generator writes the network 'First' into another part of it",
        """
        using Layerwise;

        class [|Outer|]
        {
            [Layer(2, 3, Activation.Relu)]
            partial class First;

            partial class Middle
            {
                [Layer(2, 3, Activation.Relu)]
                partial class Second;
            }

            [Layer(2, 3, Activation.Relu)]
            partial class Third;
        }
        """);

    [Fact]
    public Task Partial_at_every_level() => Analysis.FindsNoneAsync(
        "LW1001",
        """
        using Layerwise;

        public static partial class Outer
        {
            public partial record struct Middle
            {
                [Layer(2, 3, Activation.Relu)]
                public sealed partial class Net;
            }
        }
        """);

    [Fact]
    public Task Class_without_layers_need_not_be_partial() => Analysis.FindsNoneAsync(
        "LW1001",
        """
        public class Net;
        """);

    private static async Task FindsBothAsync(string source) => Assert.Equal(
        [
            "Declare 'Outer' as partial: the generator writes the network 'Net' into another part of it",
            "Declare 'Net' as partial: the generator writes the network 'Net' into another part of it",
        ],
        await Analysis.FindsAsync("LW1001", source));
}
