namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class UndefinedEnumValueTests
{
    [Theory]
    [InlineData("[|(Activation)99|]", "99 is not a value of Activation; write one of Identity, Relu, LeakyRelu, Sigmoid, Tanh, Softmax, Elu, Selu, Gelu, GeluTanh, Silu, Mish, Softplus, Softsign, HardSigmoid, HardSwish, HardTanh, Relu6, PRelu, LogSoftmax")]
    [InlineData("[|(Activation)(-1)|], Init.Auto", "-1 is not a value of Activation; write one of Identity, Relu, LeakyRelu, Sigmoid, Tanh, Softmax, Elu, Selu, Gelu, GeluTanh, Silu, Mish, Softplus, Softsign, HardSigmoid, HardSwish, HardTanh, Relu6, PRelu, LogSoftmax")]
    [InlineData("init: [|(Init)77|], activation: Activation.Relu", "77 is not a value of Init; write one of Auto, Uniform, XavierNormal, XavierUniform, HeNormal, HeUniform, LeCunNormal, LeCunUniform, RandomNormal, RandomUniform, Zeros, Constant, TruncatedNormal, CorrectedTruncatedNormal, Orthogonal, Identity, VarianceScaling, Sparse")]
    [InlineData("Activation.Relu, FanMode = [|(FanMode)3|]", "3 is not a value of FanMode; write one of FanIn, FanOut, Average")]
    [InlineData("Activation.Relu, InitDistribution = [|(InitDistribution)(-7)|]", "-7 is not a value of InitDistribution; write one of TruncatedNormal, Normal, Uniform")]
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
        "99 is not a value of Loss; write one of Auto, MeanSquaredError, BinaryCrossEntropy, CrossEntropy, MeanAbsoluteError, Huber, SmoothL1, KullbackLeibler, Hinge, BinaryCrossEntropyWithLogits",
        """
        using Layerwise;

        [Network(Loss = [|(Loss)99|])]
        [Layer(2, 3, Activation.Relu)]
        partial class Net;
        """);

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
