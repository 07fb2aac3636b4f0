namespace Layerwise.Analyzers.Tests.Rules.Declaration;

/// <summary>What does not go with recurrent layers, or not yet, and where that is said.</summary>
public sealed class UnfitSequenceTests
{
    [Theory]
    [InlineData("[Input(8, 2)]\n[[|Conv1D(2, 4, 3, Activation.Relu)|]]\n[Gru(4, 4)]", "Layer 1: the network goes step by step, and its first windows would have no answer; write Padding = Padding.Causal")]
    [InlineData("[Input(8, 2)]\n[Gru(2, 4)]\n[Conv1D(4, 4, 3, Activation.Relu, Padding = [|Padding.Same|])]", "Layer 2: the network goes step by step, and its window sees steps that are still to come; write Padding = Padding.Causal")]
    [InlineData("[Input(8, 2)]\n[Conv1D(2, 4, 3, Activation.Relu, ZeroPadding = [|1|])]\n[Gru(4, 4)]", "Layer 1: the network goes step by step, and none follows the last one; write Padding = Padding.Causal in place of ZeroPadding")]
    [InlineData("[Input(8, 2)]\n[Conv1D(2, 4, 3, Activation.Relu, Padding = Padding.Causal, Stride = [|2|])]\n[Gru(4, 4)]", "Layer 1: the network goes step by step, and each step has an answer; write Stride = 1")]
    [InlineData("[Input(8, 2)]\n[[|Conv2D(2, 4, 3, Activation.Relu)|]]\n[Gru(4, 4)]", "Layer 1: it takes height × width × channels and gets 8 × 2; write the layer for signals (1D)")]
    [InlineData("[Network(Streaming = true)]\n[Input(8, 2)]\n[Conv1D(2, 4, 3, Activation.Relu, Padding = Padding.Causal)]\n[[|GlobalAveragePool|]]\n[Layer(4, 1, Activation.Identity)]", "Layer 2: the network goes step by step, and a pooling layer mixes steps; where one answer to a sequence is wanted, let a recurrent layer with LastStepOnly = true give it")]
    [InlineData("[Network(Streaming = true)]\n[Input(8, 2)]\n[Conv1D(2, 4, 3, Activation.Relu, Padding = Padding.Causal, GroupNormalization = [|2|])]", "Layer 1: the network goes step by step, and groups are normalized over all steps; write LayerNormalization = true")]
    [InlineData("[Network(Streaming = true)]\n[Input(8, 2)]\n[Conv1D(2, 4, 3, Activation.Relu, Padding = Padding.Causal, BatchNormalization = [|true|])]", "Layer 1: the network goes step by step, and its steps are no samples of a batch; write LayerNormalization = true")]
    [InlineData("[Input(8, 2)]\n[[|MaxPool1D(2)|]]\n[Gru(2, 4)]", "Layer 1: the network goes step by step, and a pooling layer mixes steps; where one answer to a sequence is wanted, let a recurrent layer with LastStepOnly = true give it")]
    [InlineData("[Input(8, 2)]\n[Gru(2, 4)]\n[Layer(4, 3, Activation.Relu, BatchNormalization = [|true|])]", "Layer 2: the network goes step by step, and its steps are no samples of a batch; write LayerNormalization = true")]
    [InlineData(
        "[Network(Streaming = true)]\n[Input(1048576, 64)]\n[[|Conv1D(64, 64, 3, Activation.Relu, Padding = Padding.Causal)|]]",
        "Layer 1: it has more than 1048576 positions or 67108864 numbers, or a window as large; make its input, its padding or its window smaller")]
    [InlineData("[Input(8, 2)]\n[Gru(2, 4, LastStepOnly = true)]\n[Lstm([|4|], 4)]", "Layer 2: it takes a sequence and gets 4 numbers without steps; leave LastStepOnly to the last recurrent layer")]
    [InlineData("[Input(8, 2)]\n[Gru(2, [|9000|])]", "Layer 1: it has 9000 units; 8192 is the most")]
    public Task What_does_not_fit(string layers, string message) => Analysis.FindsOneAsync("LW1023", message, $"using Layerwise;\n\n{layers}\npartial class Net;\n");

    [Fact]
    public Task An_output_has_no_name_that_sequences_need() => Analysis.FindsOneAsync(
        "LW1021",
        "Output: the generator adds a member 'StateSize' to every network that goes step by step, and another member of that name for this one; write another name",
        "using Layerwise;\n\n[Input(8, 2)]\n[Gru(2, 4)]\n[Output([|\"State\"|], 4, 1, Activation.Tanh)]\n[Output(\"Value\", 4, 1, Activation.Tanh)]\npartial class Net;\n");

    [Fact]
    public async Task Classes_of_each_step_fit() =>
        Assert.Empty(await Analysis.FindsAsync("LW1023", "using Layerwise;\n\n[Network(ClassWeights = new[] { 1f, 2f, 1f })]\n[Input(8, 2)]\n[Gru(2, 4)]\n[Layer(4, 3, Activation.Softmax)]\npartial class Net;\n"));

    [Theory]
    [InlineData("[[|Gru(2, 4)|]]", "Inputs: a recurrent layer takes sequences, and nothing says how many steps of them training sees at a time; write [Input(steps, inputs)] above the layers")]
    [InlineData("[Input(8, 8, 2)]\n[[|Layer(2, 4, Activation.Tanh)|]]\n[Gru(4, 4)]", "Inputs: a recurrent layer takes sequences, and they are 8 × 8 × 2; write [Input(steps, inputs)] above the layers")]
    [InlineData(
        "[Network(Streaming = true)]\n[[|Conv1D(2, 4, 3, Activation.Relu, Padding = Padding.Causal)|]]",
        "Inputs: a network that goes step by step takes sequences, and nothing says how many steps of them training sees at a time; write [Input(steps, inputs)] above the layers")]
    [InlineData("[Input(64, 2)]\n[Gru([|1|], 4)]", "Inputs: each step brings 2 numbers, and layer 1 takes 1; make them equal")]
    public async Task Inputs_that_are_no_sequences(string layers, string message) =>
        Assert.Contains(message, await Analysis.FindsAsync("LW1022", $"using Layerwise;\n\n{layers}\npartial class Net;\n"));

    // One fault is enough.
    [Fact]
    public async Task A_picture_that_goes_step_by_step_lacks_no_shape() => Assert.Empty(await Analysis.RunAsync(
        "LW1023", "using Layerwise;\n\n[Network(Streaming = true)]\n[Input(28, 28, 1)]\n[Conv2D(1, 8, 3, Activation.Relu)]\n[GlobalAveragePool]\n[Layer(8, 1, Activation.Identity)]\npartial class Net;\n"));

    [Fact]
    public Task Layers_that_do_not_fit() => Analysis.FindsOneAsync(
        "LW1007",
        "Layer 2: fanIn is 5, but layer 1 makes 4 numbers at each step; make them equal",
        "using Layerwise;\n\n[Input(8, 2)]\n[Gru(2, 4)]\n[Layer([|5|], 1, Activation.Identity)]\npartial class Net;\n");

    [Theory]
    [InlineData("[Network(WarmupSteps = [|-1|])]\n[Input(8, 2)]\n[Gru(2, 4)]", "from 0 to 1048576")]
    [InlineData("[Network(WarmupSteps = [|8|])]\n[Input(8, 2)]\n[Gru(2, 4)]", "less than 8, the steps of a sequence")]
    [InlineData("[Network(WarmupSteps = [|2|])]\n[Input(8, 2)]\n[Gru(2, 4, LastStepOnly = true)]", "only the last step is compared with targets")]
    [InlineData("[Network(WarmupSteps = [|2|])]\n[Layer(2, 4, Activation.Identity)]", "the network has no recurrent layers")]
    [InlineData("[Network(Memory = [|-1|])]\n[Input(8, 2)]\n[Gru(2, 4)]", "from 0 to 1048576")]
    [InlineData("[Network(Memory = [|2|])]\n[Layer(2, 4, Activation.Identity)]", "the network has no recurrent layers")]
    public async Task Numbers_of_steps(string layers, string reason) =>
        Assert.Contains(reason, Assert.Single(await Analysis.FindsAsync("LW1008", $"using Layerwise;\n\n{layers}\npartial class Net;\n")), StringComparison.Ordinal);

    [Theory]
    [InlineData("[Layer(2, 4, Activation.Identity)]")]
    [InlineData("[Conv1D(2, 4, 1, Activation.Identity)]")]
    public Task Steps_of_which_nothing_is_remembered(string layer) => Analysis.FindsOneAsync(
        "LW1008",
        "Network: Streaming is true; it must be false, because no layer remembers: there is neither a recurrent one nor a causal [Conv1D] over several steps",
        $"using Layerwise;\n\n[Network(Streaming = [|true|])]\n[Input(8, 2)]\n{layer}\npartial class Net;\n");

    [Theory]
    [InlineData("Softmax", "takes all units together")]
    [InlineData("LogSoftmax", "takes all units together")]
    [InlineData("PRelu", "learns a slope")]
    [InlineData("Custom", "stands for one of your own")]
    public Task Activations_that_can_not_go_step_after_step(string activation, string reason) => Analysis.FindsOneAsync(
        "LW1024",
        $"Layer 1: a recurrent layer applies a built-in function to each unit by itself, step after step, and {activation} {reason}; write Tanh or Relu",
        $"using Layerwise;\n\n[Input(8, 2)]\n[Rnn(2, 4, [|Activation.{activation}|])]\npartial class Net;\n");

    [Fact]
    public Task An_activation_is_exchanged() => Declared.FixesWithOneLightBulbAsync(
        "LW1024",
        "[Input(8, 2)]\n[Rnn(2, 4, Activation.Softmax)]\n[Layer(4, 1, Activation.Identity)]",
        "Use Activation.Tanh",
        "[Input(8, 2)]\n[Rnn(2, 4, Activation.Tanh)]\n[Layer(4, 1, Activation.Identity)]");

    [Fact]
    public Task Residual_connections_around_other_sizes_name_no_projection() => Analysis.FindsOneAsync(
        "LW1019",
        "Layer 1: Residual adds the 16 × 1 inputs of the layer to 16 × 4 outputs; make them as many, or remove Residual",
        "using Layerwise;\n\n[Input(16, 1)]\n[Gru(1, 4, Residual = [|true|])]\n[Layer(4, 1, Activation.Identity)]\npartial class Net;\n");

    [Fact]
    public Task Sound_ones() => Analysis.FindsNothingAsync("""
        using Layerwise;

        /// <summary>A network.</summary>
        [Network(WarmupSteps = 4)]
        [Input(16, 2)]
        [Layer(2, 8, Activation.Tanh)]
        [Gru(8, 8, Residual = true)]
        [Conv1D(8, 8, 3, Activation.Relu, Padding = Padding.Causal, Dilation = 2)]
        [Lstm(8, 6, ForgetBias = 2f, Dropout = 0.1f)]
        [Layer(6, 1, Activation.Identity)]
        internal sealed partial class Net;
        """);
}
