namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class UnfitShapeTests
{
    // A plan of memory counts by an int: beyond that the generator would fail for all networks of the project.
    [Theory]
    [InlineData("[Input(1048576, 1)]\n[[|Lstm(1, 4096)|]]", 1, "34 360 786 944")]
    [InlineData("[Input(1048576, 1)]\n[[|Layer(1, 4096, Activation.Relu)|]]\n[Gru(4096, 8)]", 1, "17 180 917 760")]
    [InlineData("[Input(65536, 1)]\n[Gru(1, 1024)]\n[[|Gru(1024, 4096)|]]", 2, "2 751 528 960")]
    [InlineData("[Input(1024, 1024, 1)]\n[Conv2D(1, 60, 1, Activation.Relu)]\n[[|Conv2D(60, 60, 1, Activation.Relu, Repeat = 20)|]]", 8, "2 454 716 416")]
    public Task More_numbers_than_a_plan_of_memory_counts(string layers, int layer, string numbers) => Analysis.FindsOneAsync(
        "LW1023",
        $"Layer {layer}: it brings what the layers keep of a sample to {numbers} numbers, more than 2 147 483 647; make it, or what comes in, smaller",
        $$"""
        using Layerwise;

        {{layers}}
        partial class Net;
        """);

    [Theory]
    [InlineData("[Input(8, 8, 1)]\n[Conv2D([|3|], 4, 3, Activation.Relu)]", "Layer 1: channels is 3, and it gets 8 × 8 × 1; write 1")]
    [InlineData("[[|Conv2D(3, 4, 3, Activation.Relu)|]]", "Layer 1: it takes height × width × channels, and nothing says how many; write [Input(height, width, channels)] above it")]
    [InlineData("[[|Conv1D(3, 4, 3, Activation.Relu)|]]", "Layer 1: it takes length × channels, and nothing says how many; write [Input(length, channels)] above it")]
    [InlineData("[Input(64, 3)]\n[[|Conv2D(3, 4, 3, Activation.Relu)|]]", "Layer 1: it takes height × width × channels and gets 64 × 3; write the layer for signals (1D)")]
    [InlineData("[Input(28, 28)]\n[[|Conv2D(1, 4, 3, Activation.Relu)|]]", "Layer 1: it takes height × width × channels and gets 28 × 28; write [Input(28, 28, 1)] where these are height and width")]
    [InlineData("[Input(8, 8, 3)]\n[[|MaxPool1D(2)|]]", "Layer 1: it takes length × channels and gets 8 × 8 × 3; write the layer for pictures (2D)")]
    [InlineData("[Layer(8, 64, Activation.Relu)]\n[[|GlobalAveragePool|]]", "Layer 2: it takes positions with channels and gets 64; move it above the layers that make numbers without positions")]
    [InlineData("[Input(8, 8, 1)]\n[Conv2D(1, 4, [|9|], Activation.Relu)]", "Layer 1: its window of 9 × 9 is larger than the 8 × 8 that it moves over; make it smaller, or write Padding = Padding.Same")]
    [InlineData("[Input(8, 1)]\n[Conv1D(1, 4, [|5|], Activation.Relu, Dilation = 2)]", "Layer 1: its window of 9 is larger than the 8 that it moves over; make it smaller, or write Padding = Padding.Same")]
    [InlineData("[Input(8, 8, 1)]\n[Conv2D(1, 4, 3, Activation.Relu)]\n[MaxPool2D([|8|])]", "Layer 2: its window of 8 × 8 is larger than the 6 × 6 that it moves over; make it smaller, or write Padding = Padding.Same")]
    public Task What_does_not_fit(string layers, string message) => Analysis.FindsOneAsync("LW1023", message, $"using Layerwise;\n\n{layers}\npartial class Net;\n");

    [Theory]
    [InlineData("[Conv2D(3, 8, 3, Activation.Relu)]", "Use 1", "[Conv2D(1, 8, 3, Activation.Relu)]")]
    [InlineData("[Conv2D(1, 8, 9, Activation.Relu)]", "Write Padding = Padding.Same", "[Conv2D(1, 8, 9, Activation.Relu, Padding = Padding.Same)]")]
    public Task Light_bulbs(string before, string title, string after)
    {
        const string Answer = "\n[GlobalAveragePool]\n[Layer(8, 10, Activation.Softmax)]";
        return Declared.FixesWithOneLightBulbAsync("LW1023", "[Input(8, 8, 1)]\n" + before + Answer, title, "[Input(8, 8, 1)]\n" + after + Answer);
    }

    [Theory]
    [InlineData("[Input([|0|], 8, 1)]", "Inputs: height is 0; write 1 or more")]
    [InlineData("[Input(8, 8, [|-1|])]", "Inputs: channels is -1; write 1 or more")]
    public Task Inputs_that_are_none_are_one_fault(string input, string message) =>
        Analysis.FindsOneAsync("LW1022", message, $"using Layerwise;\n\n{input}\n[Conv2D(1, 8, 3, Activation.Relu)]\n[GlobalAveragePool]\n[Layer(8, 10, Activation.Softmax)]\npartial class Net;\n");

    [Fact]
    public Task Classes_at_each_position() => Analysis.FindsOneAsync(
        "LW1023",
        "Layer 1: it makes 6 × 6 × 4 numbers, and CrossEntropy compares the classes of a whole sample; write a [GlobalAveragePool] or a [Layer] below it",
        "using Layerwise;\n\n[Input(8, 8, 1)]\n[[|Conv2D(1, 4, 3, Activation.Softmax)|]]\npartial class Net;\n");

    [Theory]
    [InlineData("[Input(8, 8, 1)]\n[[|Conv2D(1, 4, int.MaxValue, Activation.Relu, Padding = Padding.Same)|]]")]
    [InlineData("[Input(8, 8, 1)]\n[[|Conv2D(1, 4, 3, Activation.Relu, Stride = int.MaxValue, Dilation = int.MaxValue, Padding = Padding.Same)|]]")]
    [InlineData("[Input(8, 8, 1)]\n[[|Conv2D(1, 4, 3, Activation.Relu, ZeroPadding = 1048576)|]]")]
    [InlineData("[Input(60000, 1000)]\n[[|Conv1D(1000, 100000, 1, Activation.Relu)|]]")]
    public Task What_is_too_large(string layers) => Analysis.FindsOneAsync(
        "LW1023",
        "Layer 1: it has more than 1048576 positions or 67108864 numbers, or a window as large; make its input, its padding or its window smaller",
        $"using Layerwise;\n\n{layers}\npartial class Net;\n");

    [Fact]
    public Task Window_beyond_all_inputs() => Analysis.FindsOneAsync(
        "LW1023",
        "Layer 1: its window of 2147483647 is longer than the 32768 that one may be; make it smaller, or write [GlobalAveragePool]",
        "using Layerwise;\n\n[Input(8, 8, 1)]\n[MaxPool2D([|int.MaxValue|], Padding = Padding.Same)]\npartial class Net;\n");

    [Fact]
    public Task Padding_beyond_all_positions() => Analysis.FindsOneAsync(
        "LW1008",
        "Layer 1: ZeroPadding is 2147483647; it must be at most 1048576",
        "using Layerwise;\n\n[Input(8, 8, 1)]\n[Conv2D(1, 4, 3, Activation.Relu, ZeroPadding = [|int.MaxValue|])]\npartial class Net;\n");

    [Theory]
    [InlineData("[Input(8, 8, 1)]\n[Conv2D(1, 4, 3, Activation.Relu)]")]
    [InlineData("[Input(8, 8, 1)]\n[Conv2D(1, 4, 9, Activation.Relu, Padding = Padding.Same)]")]
    [InlineData("[Input(64, 3)]\n[Conv1D(3, 4, 3, Activation.Relu, Padding = Padding.Causal)]\n[MaxPool1D(2)]")]
    [InlineData("[Input(8, 8, 3)]\n[MaxPool2D(2)]\n[GlobalAveragePool]")]
    public Task What_fits(string layers) => Analysis.FindsNoneAsync("LW1023", $"using Layerwise;\n\n{layers}\npartial class Net;\n");
}
