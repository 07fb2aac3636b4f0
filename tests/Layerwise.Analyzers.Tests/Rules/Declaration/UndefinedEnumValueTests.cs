namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class UndefinedEnumValueTests
{
    [Theory]
    [InlineData("[|(Activation)99|]", "Layer 1: 99 is not a value of Activation; write one of Identity, Relu, LeakyRelu, Sigmoid, Tanh, Softmax, Elu, Selu, Gelu, GeluTanh, Silu, Mish, Softplus, Softsign, HardSigmoid, HardSwish, HardTanh, Relu6, PRelu, LogSoftmax")]
    [InlineData("[|(Activation)(-1)|], Init.Auto", "Layer 1: -1 is not a value of Activation; write one of Identity, Relu, LeakyRelu, Sigmoid, Tanh, Softmax, Elu, Selu, Gelu, GeluTanh, Silu, Mish, Softplus, Softsign, HardSigmoid, HardSwish, HardTanh, Relu6, PRelu, LogSoftmax")]
    [InlineData("init: [|(Init)77|], activation: Activation.Relu", "Layer 1: 77 is not a value of Init; write one of Auto, Uniform, XavierNormal, XavierUniform, HeNormal, HeUniform, LeCunNormal, LeCunUniform, RandomNormal, RandomUniform, Zeros, Constant, TruncatedNormal, CorrectedTruncatedNormal, Orthogonal, Identity, VarianceScaling, Sparse")]
    [InlineData("Activation.Relu, FanMode = [|(FanMode)3|]", "Layer 1: 3 is not a value of FanMode; write one of FanIn, FanOut, Average")]
    [InlineData("Activation.Relu, InitDistribution = [|(InitDistribution)(-7)|]", "Layer 1: -7 is not a value of InitDistribution; write one of TruncatedNormal, Normal, Uniform")]
    public Task Value_that_the_enum_does_not_have(string arguments, string message) => Analysis.FindsOneAsync(
        "LW1009",
        message,
        $$"""
        using Layerwise;

        [Layer(2, 3, {{arguments}})]
        partial class Net;
        """);

    [Fact]
    public Task Loss_that_does_not_exist() => Analysis.FindsOneAsync(
        "LW1009",
        "Network: 99 is not a value of Loss; write one of Auto, MeanSquaredError, BinaryCrossEntropy, CrossEntropy, MeanAbsoluteError, Huber, SmoothL1, KullbackLeibler, Hinge, BinaryCrossEntropyWithLogits",
        """
        using Layerwise;

        [Network(Loss = [|(Loss)99|])]
        [Layer(2, 3, Activation.Relu)]
        partial class Net;
        """);

    [Fact]
    public Task Of_neighbours_it_is_said_once() => Analysis.FindsOneAsync(
        "LW1009",
        "Layers 2 and 3: 3 is not a value of FanMode; write one of FanIn, FanOut, Average",
        """
        using Layerwise;

        [Layer(2, 3, Activation.Relu)]
        [Layer(3, 3, Activation.Relu, FanMode = [|(FanMode)3|], Repeat = 2)]
        partial class Net;
        """);

    [Theory]
    [InlineData("[Input(9, 2)]\n[Layerwise.Network(Streaming = true)]\n[Conv1D(2, 3, 3, Activation.Relu, Padding = [|(Padding)9|])]", "Layer 1: 9 is not a value of Padding; write one of Valid, Same, Causal")]
    [InlineData("[Network(Inputs = [|(InputScaling)9|])]\n[Layer(2, 3, Activation.Relu)]", "Network: 9 is not a value of InputScaling; write one of None, Standardize, MinMax, Constants")]
    [InlineData("[Layer(2, 3, Activation.Relu)]\n[Output(\"Policy\", 3, 2, Activation.Softmax)]\n[Output(\"Value\", 3, 1, Activation.Identity, Loss = [|(Loss)99|])]", "Output 'Value': 99 is not a value of Loss; write one of Auto, MeanSquaredError, BinaryCrossEntropy, CrossEntropy, MeanAbsoluteError, Huber, SmoothL1, KullbackLeibler, Hinge, BinaryCrossEntropyWithLogits")]
    public Task Wherever_an_enum_is_named(string attributes, string message) => Analysis.FindsOneAsync("LW1009", message, $"using Layerwise;\n{attributes}\npartial class Net;");

    [Fact]
    public Task Values_that_exist_however_they_are_written() => Analysis.FindsNoneAsync(
        "LW1009",
        """
        using Layerwise;

        [Network(Loss = (Loss)1)]
        [Layer(2, 3, (Activation)1, Init.Auto | Init.HeNormal)]
        [Layer(3, 3, 0)]
        partial class Net;
        """);
}
