namespace Layerwise.Analyzers.Tests.Rules.Architecture.Windows;

/// <summary>Rules about windows, pooling and what stands behind them.</summary>
public sealed class ConvolutionTests
{
    private const string Input = "[Input(28, 28, 1)]\n";
    private const string Answer = "\n[GlobalAveragePool]\n[Layer(8, 10, Activation.Softmax)]";

    [Theory]
    [InlineData("[Conv2D(1, 8, 2, Activation.Relu, Stride = [|3|])]", "Warning: Layer 1: a window of 2 × 2 that moves by 3 never reads 56 % of the 28 × 28 positions that come in; make the window larger or the stride smaller")]
    [InlineData(
        "[Conv2D(1, 8, 1, Activation.Relu, Stride = [|2|])]", "Info: Layer 1: a window of 1 × 1 that moves by 2 never reads 75 % of the 28 × 28 positions that come in; make the window larger or the stride smaller")]
    [InlineData(
        "[Conv2D(1, 8, 3, Activation.Relu, Stride = [|2|], Dilation = 2)]",
        "Warning: Layer 1: a window of 3 × 3 that moves by 2 never reads 75 % of the 28 × 28 positions that come in; make the window larger or the stride smaller, or its dilation one that has no factor in common with it")]
    [InlineData(
        "[Conv2D(1, 8, 1, Activation.Relu)]\n[MaxPool2D(2, Stride = [|4|])]", "Warning: Layer 2: a window of 2 × 2 that moves by 4 never reads 75 % of the 28 × 28 positions that come in; make the window larger or the stride smaller")]
    public Task Positions_between_windows(string layers, string message) => Declared.FindsAsync("LW3022", Input + layers + Answer, message);

    [Theory]
    [InlineData("[Conv2D(1, 8, 3, Activation.Relu, Stride = 3)]")]
    [InlineData("[Conv2D(1, 8, 3, Activation.Relu, Stride = 3, Dilation = 2)]")]
    [InlineData("[Conv2D(1, 8, 3, Activation.Relu, Dilation = 4)]")]
    [InlineData("[Conv2D(1, 8, 3, Activation.Relu)]\n[MaxPool2D(3)]")]
    [InlineData("[Conv2D(1, 8, 3, Activation.Relu)]\n[MaxPool2D(3, Stride = 2, Padding = Padding.Same)]")]
    public Task Windows_side_by_side(string layers) => Declared.FindsNoneAsync("LW3022", Input + layers + Answer);

    [Theory]
    [InlineData(
        "[Conv2D(1, 8, 3, Activation.Relu)]\n[Conv2D(8, 8, [|2|], Activation.Relu, Padding = Padding.Same, Residual = true)]",
        "Info: Layer 2: a window of 2 × 2 has no middle, so with Padding.Same it shifts what it sees by half a position, and the residual connection adds what it makes to what is not shifted; write 3 × 3")]
    public Task Even_windows(string layers, string message) => Declared.FindsAsync("LW3023", Input + layers + Answer, message);

    [Fact]
    public Task Even_windows_in_a_row() => Declared.FindsAsync(
        "LW3023",
        Input + "[Conv2D(1, 8, [|4|], 3, Activation.Relu, Padding = Padding.Same)]\n[Conv2D(8, 8, [|2|], Activation.Relu, Padding = Padding.Same)]" + Answer,
        "Info: Layer 1: a window of 4 × 3 has no middle, so with Padding.Same it shifts what it sees by half a position, and the 2 such layers by 1 together; write 5 × 3",
        "Info: Layer 2: a window of 2 × 2 has no middle, so with Padding.Same it shifts what it sees by half a position, and the 2 such layers by 1 together; write 3 × 3");

    [Theory]
    [InlineData("[Conv2D(1, 8, 4, Activation.Relu, Padding = Padding.Same)]")]
    [InlineData("[Conv2D(1, 8, 4, Activation.Relu, Padding = Padding.Same, Stride = 2)]\n[Conv2D(8, 8, 4, Activation.Relu, Padding = Padding.Same, Stride = 2)]")]
    [InlineData("[Conv2D(1, 8, 2, Activation.Relu)]\n[Conv2D(8, 8, 2, Activation.Relu)]")]
    [InlineData("[Conv2D(1, 8, 3, Activation.Relu, Padding = Padding.Same)]\n[Conv2D(8, 8, 3, Activation.Relu, Padding = Padding.Same, Residual = true)]")]
    public Task Windows_with_a_middle_or_alone(string layers) => Declared.FindsNoneAsync("LW3023", Input + layers + Answer);

    [Fact]
    public Task An_even_window_becomes_odd() => Declared.FixesAsync(
        "LW3023",
        Input + "[Conv2D(1, 8, 3, Activation.Relu)]\n[Conv2D(8, 8, 4, 2, Activation.Relu, Padding = Padding.Same, Residual = true)]" + Answer,
        Input + "[Conv2D(1, 8, 3, Activation.Relu)]\n[Conv2D(8, 8, 5, 3, Activation.Relu, Padding = Padding.Same, Residual = true)]" + Answer);

    [Theory]
    [InlineData(
        "[Conv2D(1, 8, 3, Activation.Relu)]\n[MaxPool2D(26)]\n[Conv2D(8, 8, [|3|], Activation.Relu, Padding = Padding.Same)]",
        "Warning: Layer 3: of a window of 3 × 3 over 1 × 1 positions, 8 of 9 weights lie over the border wherever it moves, meet nothing but zeros and never learn; write 1 × 1")]
    [InlineData(
        "[Conv2D(1, 8, 3, Activation.Relu)]\n[MaxPool2D(13)]\n[Conv2D(8, 8, [|3|], 5, Activation.Relu, Padding = Padding.Same)]",
        "Info: Layer 3: of a window of 3 × 5 over 2 × 2 positions, 6 of 15 weights lie over the border wherever it moves, meet nothing but zeros and never learn; write 3 × 3")]
    public Task Windows_beyond_their_input(string layers, string message) => Declared.FindsAsync("LW3024", Input + layers + Answer, message);

    [Theory]
    [InlineData("[Conv2D(1, 8, 3, Activation.Relu)]\n[MaxPool2D(13)]\n[Conv2D(8, 8, 3, Activation.Relu, Padding = Padding.Same)]")]
    [InlineData("[Conv2D(1, 8, 9, Activation.Relu, Padding = Padding.Same)]")]
    [InlineData("[Conv2D(1, 8, 3, Activation.Relu, ZeroPadding = 1, Dilation = 4)]")]
    public Task Windows_that_see_something(string layers) => Declared.FindsNoneAsync("LW3024", Input + layers + Answer);

    [Fact]
    public Task A_window_beyond_its_input_becomes_shorter() => Declared.FixesAsync(
        "LW3024",
        Input + "[Conv2D(1, 8, 3, Activation.Relu)]\n[MaxPool2D(13)]\n[Conv2D(8, 8, 3, 5, Activation.Relu, Padding = Padding.Same)]" + Answer,
        Input + "[Conv2D(1, 8, 3, Activation.Relu)]\n[MaxPool2D(13)]\n[Conv2D(8, 8, 3, 3, Activation.Relu, Padding = Padding.Same)]" + Answer);

    [Fact]
    public Task Nearly_all_parameters_behind_positions() => Declared.FindsAsync(
        "LW3025",
        Input + "[Conv2D(1, 32, 3, Activation.Relu)]\n[Conv2D(32, 64, 3, Activation.Relu)]\n[Layer([|36864|], 128, Activation.Relu)]\n[Layer(128, 10, Activation.Softmax)]",
        "Info: Layer 3: a weight from each of 24 × 24 × 64 = 36 864 numbers to each of 128 units makes 99.6 % of the network's 4 738 826 parameters; a [GlobalAveragePool] above it leaves 8 192 weights in place of 4 718 592, a [MaxPool2D(2)] 1 179 648");

    [Theory]
    [InlineData("[Conv2D(1, 32, 3, Activation.Relu)]\n[MaxPool2D(2)]\n[Layer(5408, 10, Activation.Softmax)]")]
    [InlineData("[Layer(784, 1024, Activation.Relu)]\n[Layer(1024, 10, Activation.Softmax)]")]
    public Task Few_weights_or_no_positions(string layers) => Declared.FindsNoneAsync("LW3025", Input + layers);

    [Theory]
    [InlineData(
        "[Conv2D(1, 8, 3, [|Activation.Identity|])]\n[AveragePool2D(2)]",
        "Warning: Layer 1: Identity hands its sums to layer 2, whose mean of them is linear, so what layer 4 computes is one linear map of what layer 1 gets; write Relu")]
    [InlineData("[Conv2D(1, 8, 3, [|Activation.Identity|])]\n[MaxPool2D(2)]", "Info: Layer 1: Identity hands its sums to layer 2, where nothing but the choice of the largest bends them; write Relu")]
    public Task Sums_that_are_pooled(string layers, string message) => Declared.FindsAsync("LW3026", Input + layers + Answer, message);

    [Theory]
    [InlineData("[Conv2D(1, 8, 3, Activation.Relu)]\n[AveragePool2D(2)]")]
    [InlineData("[Conv2D(1, 8, 3, Activation.Identity)]\n[Conv2D(8, 8, 3, Activation.Relu, Groups = 8)]")]
    [InlineData("[Conv2D(1, 8, 3, Activation.Identity)]\n[MaxPool2D(2)]\n[Conv2D(8, 8, 3, Activation.Relu, Order = LayerOrder.ActivateLinearAdd)]")]
    public Task Sums_that_something_bends(string layers) => Declared.FindsNoneAsync("LW3026", Input + layers + Answer);

    [Fact]
    public Task Nothing_follows_the_mean() => Declared.FindsNoneAsync("LW3026", "[Network(Loss = Loss.MeanSquaredError)]\n[Input(64, 3)]\n[Conv1D(3, 8, 3, Activation.Identity)]\n[GlobalAveragePool]");

    [Fact]
    public Task Identity_becomes_a_rectifier() => Declared.FixesAsync(
        "LW3026",
        Input + "[Conv2D(1, 8, 3, Activation.Identity)]\n[AveragePool2D(2)]" + Answer,
        Input + "[Conv2D(1, 8, 3, Activation.Relu)]\n[AveragePool2D(2)]" + Answer);

    [Theory]
    [InlineData("LW3001", "[Conv2D(1, 8, 3, [|Activation.Softmax|])]", "Warning: Layer 1: Softmax makes the 8 hidden units add up to 1, so each passes on about 1/8, and the gradient shrinks as much. Use Relu, and keep Softmax for the last layer.")]
    [InlineData("LW3018", "[Conv2D(1, 1, 3, Activation.Relu, LayerNormalization = [|true|])]\n[Conv2D(1, 8, 3, Activation.Relu)]", "Warning: Layer 1: LayerNormalization over one unit leaves its β, whatever the inputs; remove it")]
    [InlineData(
        "LW3018",
        "[Conv2D(1, 8, 28, Activation.Relu, GroupNormalization = [|8|])]",
        "Warning: Layer 1: GroupNormalization over one number, as groups of this layer have it, leaves its β, whatever the inputs; remove it")]
    [InlineData(
        "LW3008",
        "[Conv2D(1, 8, 3, Activation.Relu, GroupNormalization = [|8|])]",
        "Info: Layer 1: a normalization of each channel by itself subtracts the mean, and with it every bias, so the biases do nothing (its β does their work); write Bias = false")]
    [InlineData("LW1014", "[Conv2D(1, 8, 3, Activation.Relu, GroupNormalization = [|0|])]", "Warning: Layer 1: GroupNormalization has no effect, because 0 groups are no normalization; remove it, or write the number of groups")]
    [InlineData(
        "LW3008",
        "[Conv2D(1, 8, 3, Activation.Relu, BatchNormalization = [|true|])]",
        "Info: Layer 1: batch normalization subtracts the mean, and with it every bias, so the biases do nothing (its β does their work); write Bias = false")]
    public Task Other_rules_count_channels(string id, string layers, string message) => Declared.FindsAsync(id, Input + layers + Answer, message);

    [Theory]
    [InlineData("LW3018", "[Conv2D(1, 8, 3, Activation.Relu, GroupNormalization = 8, Bias = false)]")]
    [InlineData("LW3018", "[Conv2D(1, 1, 3, Activation.Relu, GroupNormalization = 1, Bias = false)]\n[Conv2D(1, 8, 3, Activation.Relu)]")]
    [InlineData("LW3018", "[Conv2D(1, 8, 28, Activation.Relu, GroupNormalization = 4)]")]
    [InlineData("LW3008", "[Conv2D(1, 8, 3, Activation.Relu, GroupNormalization = 4)]")]
    [InlineData("LW3008", "[Conv2D(1, 8, 3, Activation.Relu, GroupNormalization = 1, Order = LayerOrder.ActivateLinearAdd)]")]
    public Task Groups_of_several_numbers(string id, string layers) => Declared.FindsNoneAsync(id, Input + layers + Answer);

    [Theory]
    [InlineData("GroupNormalization = [|3|]", "a divisor of the 8 filters, or 0 for none")]
    [InlineData("GroupNormalization = [|-1|]", "at least 0")]
    [InlineData("Order = LayerOrder.ActivateLinearAdd, GroupNormalization = [|8|]", "a divisor of the 2 channels, or 0 for none")]
    public Task Groups_divide_what_is_normalized(string options, string range) => Analysis.FindsOneAsync(
        "LW1008",
        $"Layer 1: GroupNormalization is {options.Split("[|")[1].Split("|]")[0]}; it must be {range}",
        $"using Layerwise;\n\n[Input(6, 2)]\n[Conv1D(2, 8, 3, Activation.Relu, {options})]\n[Layer(32, 8, Activation.Relu)]\npartial class Net;\n");

    [Fact]
    public Task Groups_of_the_outputs() => Declared.FindsAsync(
        "LW3017",
        "[Network(Loss = Loss.MeanSquaredError)]\n[Input(28, 3)]\n[Conv1D(3, 4, 3, Activation.Identity, GroupNormalization = [|2|])]",
        "Warning: Layer 1: GroupNormalization gives the 52 outputs of every group of each sample the same mean and spread, so no target of another can be met; normalize the layer before");
}
