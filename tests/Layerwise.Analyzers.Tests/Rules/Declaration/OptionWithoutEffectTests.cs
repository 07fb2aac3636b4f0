namespace Layerwise.Analyzers.Tests.Rules.Declaration;

[Trait("Category", "Slow")]
public sealed class OptionWithoutEffectTests
{
    [Theory]
    [InlineData("Activation.Tanh, Slope = [|0.1f|]", "Slope has no effect, because the activation is Tanh; remove it, or write Activation.LeakyRelu, Elu or PRelu")]
    [InlineData("typeof(Own), Slope = [|0.1f|]", "Slope has no effect, because the activation is Own; remove it, or write Activation.LeakyRelu, Elu or PRelu")]
    [InlineData("Activation.LeakyRelu, SlopePerUnit = [|true|]", "SlopePerUnit has no effect, because the activation is LeakyRelu, which learns no slope; remove it, or write Activation.PRelu")]
    [InlineData("Activation.Relu, Init.HeNormal, InitScale = [|0.1f|]", "InitScale has no effect, because the initializer is HeNormal; remove it, or write Init.RandomNormal, RandomUniform, Constant, TruncatedNormal, CorrectedTruncatedNormal or Sparse")]
    [InlineData("Activation.Relu, Gain = [|2f|]", "Gain has no effect, because the initializer is HeNormal; remove it, or write Init.XavierNormal, XavierUniform, Orthogonal or Identity")]
    [InlineData("Activation.Relu, Init.RandomNormal, Gain = [|1f|]", "Gain has no effect, because the initializer is RandomNormal; remove it, or write Init.XavierNormal, XavierUniform, Orthogonal or Identity")]
    [InlineData("Activation.Relu, VarianceScale = [|2f|]", "VarianceScale has no effect, because the initializer is HeNormal; remove it, or write Init.VarianceScaling")]
    [InlineData("Activation.Relu, FanMode = [|FanMode.FanIn|]", "FanMode has no effect, because the initializer is HeNormal; remove it, or write Init.VarianceScaling")]
    [InlineData("Activation.Tanh, InitDistribution = [|InitDistribution.Normal|]", "InitDistribution has no effect, because the initializer is XavierUniform; remove it, or write Init.VarianceScaling")]
    [InlineData("Activation.Tanh, Sparsity = [|0.5f|]", "Sparsity has no effect, because the initializer is XavierUniform; remove it, or write Init.Sparse")]
    [InlineData("Activation.Relu, NormalizationEpsilon = [|1e-3f|]", "NormalizationEpsilon has no effect, because the layer has no normalization; remove it, or write BatchNormalization = true or LayerNormalization = true")]
    [InlineData("Activation.Relu, NormalizationMomentum = [|0.01f|]", "NormalizationMomentum has no effect, because BatchNormalization is false; remove it, or write BatchNormalization = true")]
    [InlineData("Activation.Relu, LayerNormalization = true, Order = [|LayerOrder.LinearActivateAddNormalize|]", "Order has no effect, because without a residual connection nothing is added; remove it, or write Residual = true")]
    [InlineData("Activation.Relu, Residual = true, Order = [|LayerOrder.LinearActivateAddNormalize|]", "Order has no effect, because the layer normalizes nothing; remove it, or write BatchNormalization = true")]
    [InlineData("Activation.Relu, BiasInit = [|BiasInit.Uniform|], Bias = false", "BiasInit has no effect, because Bias is false; remove it, or write Bias = true")]
    [InlineData("Activation.Relu, BiasInit = BiasInit.Uniform, BiasValue = [|0.1f|]", "BiasValue has no effect, because BiasInit is Uniform; remove it, or write BiasInit.Constant")]
    [InlineData("Activation.Relu, BiasValue = [|0.1f|], Bias = false", "BiasValue has no effect, because Bias is false; remove it, or write Bias = true")]
    public Task Option_of_a_layer(string arguments, string message) => Analysis.FindsOneAsync(
        "LW1014",
        "Layer 2: " + message,
        $$"""
        using Layerwise;

        [Layer(2, 3, Activation.Relu)]
        [Layer(3, 3, {{arguments}})]
        partial class Net;

        struct Own : IActivation
        {
            public static TLanes Value<TLanes>(TLanes z) where TLanes : struct, Layerwise.Runtime.ILanes<TLanes> => z;
            public static TLanes Derivative<TLanes>(TLanes z, TLanes a) where TLanes : struct, Layerwise.Runtime.ILanes<TLanes> => z;
        }
        """);

    [Theory]
    [InlineData("LabelSmoothing = [|0.1f|]", "Identity", "LabelSmoothing has no effect, because the loss is MeanSquaredError; remove it, or write Loss.CrossEntropy")]
    [InlineData("ClassWeights = [|new[] { 1f, 2f, 3f }|]", "Sigmoid", "ClassWeights has no effect, because the loss is BinaryCrossEntropy; remove it, or write Loss.CrossEntropy")]
    [InlineData("Loss = Loss.SmoothL1, Delta = [|0.5f|]", "Identity", "Delta has no effect, because the loss is SmoothL1; remove it, or write Loss.Huber")]
    [InlineData("Loss = Loss.Huber, Beta = [|0.5f|]", "Identity", "Beta has no effect, because the loss is Huber; remove it, or write Loss.SmoothL1")]
    public Task Option_of_the_network(string options, string activation, string message) => Analysis.FindsOneAsync(
        "LW1014",
        "Network: " + message,
        $$"""
        using Layerwise;

        [Network({{options}})]
        [Layer(2, 3, Activation.{{activation}})]
        partial class Net;
        """);

    [Theory]
    [InlineData("Activation.LeakyRelu, Slope = 0.01f")]
    [InlineData("Activation.PRelu, Slope = 0f")]
    [InlineData("Activation.PRelu, SlopePerUnit = true")]
    [InlineData("Activation.Elu, Slope = 1f")]
    [InlineData("Activation.Tanh, Gain = 1f")]
    [InlineData("Activation.Tanh, Init.Orthogonal, Gain = 2f")]
    [InlineData("Activation.Identity, Init.Identity, Gain = 2f")]
    [InlineData("Activation.Tanh, Init.Constant, InitScale = 0.1f")]
    [InlineData("Activation.Tanh, Init.Sparse, InitScale = 0.1f, Sparsity = 0.5f")]
    [InlineData("Activation.Tanh, Init.VarianceScaling, VarianceScale = 2, FanMode = FanMode.Average, InitDistribution = InitDistribution.Uniform")]
    [InlineData("Activation.Tanh, Bias = true, BiasValue = 0.1f")]
    [InlineData("Activation.Tanh, BatchNormalization = true, NormalizationEpsilon = 1e-3f, NormalizationMomentum = 0.01f, Bias = false")]
    [InlineData("Activation.Tanh, Bias = false, Dropout = 0.1f")]
    public Task Option_that_is_looked_at(string arguments) => Analysis.FindsNoneAsync(
        "LW1014",
        $$"""
        using Layerwise;

        [Layer(2, 2, {{arguments}})]
        partial class Net;
        """);

    [Theory]
    [InlineData("LabelSmoothing = 0.1f, ClassWeights = new[] { 1f, 2f }", "Softmax")]
    [InlineData("Loss = Loss.Huber, Delta = 1f", "Identity")]
    [InlineData("Loss = Loss.SmoothL1, Beta = 1f", "Identity")]
    public Task Option_that_the_loss_looks_at(string options, string activation) => Analysis.FindsNoneAsync(
        "LW1014",
        $$"""
        using Layerwise;

        [Network({{options}})]
        [Layer(2, 2, Activation.{{activation}})]
        partial class Net;
        """);
}
