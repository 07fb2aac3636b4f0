namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class SpreadOverDeclarationsTests
{
    [Fact]
    public Task Two_declarations_in_one_file() => Analysis.FindsOneAsync(
        "LW1003",
        "The layers of 'Net' are spread over several partial declarations, whose order is undefined; move all [Layer] attributes to one of them",
        """
        using Layerwise;

        [Layer(2, 3, Activation.Relu)]
        partial class Net;

        [[|Layer(3, 4, Activation.Relu)|]]
        [Layer(4, 5, Activation.Relu)]
        partial class Net;
        """);

    [Fact]
    public Task Two_files_whose_layers_would_fit_in_no_order() => Analysis.FindsOneAsync(
        "LW1003",
        "The layers of 'Net' are spread over several partial declarations, whose order is undefined; move all [Layer] attributes to one of them",
        """
        using Layerwise;

        [Layer(2, 3, Activation.Relu)]
        partial class Net;
        """,
        """
        using Layerwise;

        [[|Layer(8, 9, Activation.Relu)|]]
        partial class Net;
        """);

    [Fact]
    public Task Other_attributes_and_members_on_another_declaration() => Analysis.FindsNoneAsync(
        "LW1003",
        """
        using Layerwise;

        [Layer(2, 3, Activation.Relu)]
        [Layer(3, 4, Activation.Relu)]
        partial class Net;

        [Network(Loss = Loss.MeanSquaredError)]
        [System.Obsolete]
        partial class Net
        {
            public int Epochs { get; set; }
        }
        """);

    [Fact]
    public Task One_declaration_with_several_attribute_lists() => Analysis.FindsNoneAsync(
        "LW1003",
        """
        using Layerwise;

        [Layer(2, 3, Activation.Relu), Layer(3, 4, Activation.Relu)]
        [Layer(4, 5, Activation.Relu)]
        partial class Net;
        """);
}
