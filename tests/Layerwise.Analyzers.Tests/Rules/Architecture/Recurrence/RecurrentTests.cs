namespace Layerwise.Analyzers.Tests.Rules.Architecture.Recurrence;

/// <summary>Rules about what recurrent layers start with to remember.</summary>
public sealed class RecurrentTests
{
    private const string Answer = "\n[Layer(32, 1, Activation.Identity)]";

    [Theory]
    [InlineData(
        "[Rnn(4, 32, Activation.Relu, RecurrentInit = [|Init.HeNormal|])]",
        "Warning: Layer 1: what Relu remembers goes through the weights of HeNormal with each step: h grows from 1 to 10 in the mean over 100 steps, and some draws explode. Write RecurrentInit = Init.Identity, with which a unit keeps what it has.")]
    [InlineData(
        "[Rnn(4, 32, Activation.Relu, Init.HeNormal, RecurrentInit = [|Init.XavierUniform|])]",
        "Info: Layer 1: what Relu remembers goes through the weights of XavierUniform with each step: of its gradient less than 10⁻⁴ is left after 27 steps. Write RecurrentInit = Init.Identity, with which a unit keeps what it has.")]
    public Task Rectifiers_with_random_weights(string layer, string message) => Declared.FindsAsync("LW3027", $"[Input(100, 4)]\n{layer}{Answer}", message);

    [Theory]
    [InlineData("[Rnn(4, 32, Activation.Relu)]")]
    [InlineData("[Rnn(4, 32, Activation.Relu, RecurrentInit = Init.Identity)]")]
    [InlineData("[Rnn(4, 32, RecurrentInit = Init.XavierUniform)]")]
    [InlineData("[Gru(4, 32, RecurrentInit = Init.HeNormal)]")]
    public Task Other_memories(string layer) => Declared.FindsNoneAsync("LW3027", $"[Input(100, 4)]\n{layer}{Answer}");

    [Fact]
    public Task A_rectifier_is_given_the_identity() => Declared.FixesAsync(
        "LW3027",
        $"[Input(100, 4)]\n[Rnn(4, 32, Activation.Relu, RecurrentInit = Init.HeNormal)]\n[Rnn(32, 32, Activation.LeakyRelu, RecurrentInit = Init.XavierNormal /* ? */)]{Answer}",
        $"[Input(100, 4)]\n[Rnn(4, 32, Activation.Relu, RecurrentInit = Init.Identity)]\n[Rnn(32, 32, Activation.LeakyRelu, RecurrentInit = Init.Identity /* ? */)]{Answer}");

    [Theory]
    [InlineData(
        "[Rnn(4, 32, RecurrentInit = [|Init.Zeros|])]",
        "Warning: Layer 1: with recurrent weights of 0 nothing is remembered, and no gradient comes back from one step to the one before. Use Init.Orthogonal, which carries on what is remembered in its full length.")]
    [InlineData(
        "[Gru(4, 32, RecurrentInit = [|Init.Zeros|])]",
        "Info: Layer 1: with recurrent weights of 0 no unit knows of another one's past, and what its gate keeps leaves less than 10⁻⁴ of the gradient after 14 steps. Use Init.Orthogonal, which carries on what is remembered in its full length.")]
    public Task Weights_of_zero(string layer, string message) => Declared.FindsAsync("LW3028", $"[Input(100, 4)]\n{layer}{Answer}", message);

    [Theory]
    [InlineData("[Rnn(4, 32)]")]
    [InlineData("[Rnn(4, 32, RecurrentInit = Init.Identity)]")]
    [InlineData("[Lstm(4, 32, RecurrentInit = Init.RandomNormal, InitScale = 0.1f)]")]
    public Task Weights_that_are_not(string layer) => Declared.FindsNoneAsync("LW3028", $"[Input(100, 4)]\n{layer}{Answer}");

    [Fact]
    public Task Zeros_become_orthogonal() => Declared.FixesAsync(
        "LW3028",
        $"[Input(100, 4)]\n[Lstm(4, 32, RecurrentInit = Init.Zeros)]{Answer}",
        $"[Input(100, 4)]\n[Lstm(4, 32, RecurrentInit = Init.Orthogonal)]{Answer}");

    [Fact]
    public Task A_gate_that_forgets_half() => Declared.FindsAsync(
        "LW3029",
        $"[Input(100, 4)]\n[Lstm(4, 32, ForgetBias = [|0|])]{Answer}",
        "Info: Layer 1: with a forget bias of 0 the cell keeps 0.5 of what it holds with each step, and less than 10⁻⁴ of the gradient is left after 24 of 100 steps. With 1 it would be after 84 steps.");

    [Theory]
    [InlineData("[Input(100, 4)]\n[Lstm(4, 32)]")]
    [InlineData("[Input(100, 4)]\n[Lstm(4, 32, ForgetBias = 0.5f)]")]
    [InlineData("[Input(20, 4)]\n[Lstm(4, 32, ForgetBias = 0)]")]
    [InlineData("[Input(100, 4)]\n[Gru(4, 32)]")]
    public Task Gates_that_hold_or_sequences_that_are_short(string layers) => Declared.FindsNoneAsync("LW3029", layers + Answer);

    [Fact]
    public Task A_gate_has_its_default_again() => Declared.FixesAsync(
        "LW3029", $"[Input(100, 4)]\n[Lstm(4, 32, ForgetBias = -1, Dropout = 0.1f)]{Answer}", $"[Input(100, 4)]\n[Lstm(4, 32, Dropout = 0.1f)]{Answer}");

    [Theory]
    [InlineData(
        "[Network(Memory = [|90|])]\n[Input(200, 4)]\n[Gru(4, 32)]",
        "Warning: Memory is 90 steps, but of the gradient that layer 1 multiplies by 0.71 with each step back, less than 10⁻⁴ is left after 25. Write [Lstm(4, 32, ForgetBias = 2)] for layer 1.")]
    [InlineData(
        "[Network(Memory = [|300|])]\n[Input(400, 4)]\n[Gru(4, 16)]\n[Lstm(16, 32)]",
        "Warning: Memory is 300 steps, but of the gradient that layer 2, which keeps it longest, multiplies by 0.949 with each step back, less than 10⁻⁴ is left after 151. Write ForgetBias = 2 on layer 2.")]
    [InlineData(
        "[Network(Memory = [|60|])]\n[Input(200, 4)]\n[Rnn(4, 32, Activation.Relu)]",
        "Warning: Memory is 60 steps, but of the gradient that layer 1 multiplies by 0.707 with each step back, less than 10⁻⁴ is left after 27. Write RecurrentInit = Init.Identity on layer 1.")]
    [InlineData(
        "[Network(Memory = [|64|])]\n[Input(64, 4)]\n[Lstm(4, 32, ForgetBias = 3)]",
        "Warning: Memory is 64 steps, but training sees 64 at a time, and no gradient comes from before them. Write [Input(65, 4)] or more.")]
    [InlineData(
        "[Network(Streaming = true, Memory = [|40|])]\n[Input(64, 4)]\n[Conv1D(4, 32, 5, Activation.Relu, Padding = Padding.Causal, Dilation = 4)]\n[Conv1D(32, 32, 3, Activation.Relu, Padding = Padding.Causal)]",
        "Warning: Memory is 40 steps, but the windows of all convolutions together reach back 18. Write a larger kernel or Dilation.")]
    public Task Memories_that_are_too_short(string layers, string message) => Declared.FindsAsync("LW3030", layers + Answer, message);

    // Never from the length of a sequence alone.
    [Theory]
    [InlineData("[Network(Memory = 20)]\n[Input(2000, 4)]\n[Gru(4, 32)]")]
    [InlineData("[Input(100000, 1)]\n[Gru(1, 32)]")]
    [InlineData("[Network(Memory = 60)]\n[Input(100, 4)]\n[Rnn(4, 32)]\n[Lstm(32, 32, ForgetBias = 2)]")]
    [InlineData("[Network(Memory = 99)]\n[Input(100, 4)]\n[Rnn(4, 32, Activation.Relu, RecurrentInit = Init.Identity)]")]
    [InlineData("[Network(Memory = 39)]\n[Input(64, 4)]\n[Conv1D(4, 32, 5, Activation.Relu, Padding = Padding.Causal, Dilation = 4)]\n[Gru(32, 32)]")]
    [InlineData("[Network(Streaming = true, Memory = 16)]\n[Input(64, 4)]\n[Conv1D(4, 32, 5, Activation.Relu, Padding = Padding.Causal, Dilation = 4)]")]
    public Task Memories_that_reach(string layers) => Declared.FindsNoneAsync("LW3030", layers + Answer);

    [Fact]
    public Task A_memory_is_lengthened() => Declared.FixesAsync(
        "LW3030",
        $"[Network(Memory = 300)]\n[Input(400, 4)]\n[Gru(4, 16)]\n[Lstm(16, 32)]{Answer}",
        $"[Network(Memory = 300)]\n[Input(400, 4)]\n[Gru(4, 16)]\n[Lstm(16, 32, ForgetBias = 2)]{Answer}");

    [Fact]
    public Task Softmax_between_recurrent_layers() => Declared.FindsAsync(
        "LW3001",
        $"[Input(100, 4)]\n[Gru(4, 32)]\n[Layer(32, 32, [|Activation.Softmax|])]\n[Gru(32, 32)]{Answer}",
        "Warning: Layer 2: Softmax makes the 32 hidden units add up to 1, so each passes on about 1/32, and the gradient shrinks as much. Use Relu, and keep Softmax for the last layer.");

    // Squares of these leave the range of float.
    [Theory]
    [InlineData("Memory = [|1048577|]", "Network: Memory is 1048577; it must be from 0 to 1048576")]
    [InlineData("WarmupSteps = [|int.MaxValue|]", "Network: WarmupSteps is 2147483647; it must be from 0 to 1048576")]
    public Task Steps_that_no_sequence_has(string option, string message) => Analysis.FindsOneAsync(
        "LW1008", message, $"using Layerwise;\n[Network({option})]\n[Input(10, 3)]\n[Gru(3, 2)]\npublic sealed partial class Net;");

    [Theory]
    [InlineData("[Rnn(4, 32, RecurrentInit = Init.RandomNormal, InitScale = 1e30f)]")]
    [InlineData("[Rnn(4, 32, Activation.Relu, RecurrentInit = Init.Identity, RecurrentGain = 3e38f)]")]
    [InlineData("[Gru(4, 32, RecurrentGain = 3e38f)]")]
    [InlineData("[Lstm(4, 32, RecurrentInit = Init.RandomUniform, InitScale = 3e38f, ForgetBias = -3e38f)]")]
    public async Task Weights_beyond_all_bounds_are_judged_too(string layer) => Assert.DoesNotContain(
        await Analysis.RunAsync(Compilations.Of($"using Layerwise;\n\n[Network(Memory = 20)]\n[Input(100, 4)]\n{layer}{Answer}\npartial class Net;\n")),
        static diagnostic => diagnostic.Id.StartsWith("AD", StringComparison.Ordinal) || diagnostic.Id == "CS8785");

    // What explodes from step to step is said by the rules about signal and gradient, with what can be changed about it.
    [Fact]
    public Task Steps_that_explode() => Declared.FindsAsync(
        "LW5002",
        $"[Input(100, 4)]\n[Rnn(4, 32, Activation.Relu, [|Init.HeNormal|], RecurrentGain = 2)]{Answer}",
        "Warning: Layer 1: the signal explodes: after layer 1, the signal is 1.59·10¹⁴ times as large as the inputs. This layer multiplies it by 1.59·10¹⁴. No single change of layer 1 is enough: draw what is remembered with RecurrentInit = Init.Orthogonal without a RecurrentGain, and what comes in with another initializer.");
}
