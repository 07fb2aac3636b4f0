namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class UnfitScalingTests
{
    private const string Hidden = "[Layer(8, 16, Activation.Tanh)]";
    private const string Number = "[Layer(16, 1, Activation.Identity)]";

    [Theory]
    [InlineData("Inputs = [|InputScaling.MinMax|]", "[Layer(8, 16, Activation.Tanh, Bias = false)]\n" + Number, "The network declares Inputs = MinMax, but the first layer has no biases to take the shift; remove Bias = false")]
    [InlineData("Inputs = [|InputScaling.Standardize|]", "[Layer(8, 16, Activation.Tanh, Order = LayerOrder.ActivateLinearAdd)]\n" + Number, "The network declares Inputs = Standardize, but the first layer activates its inputs before it multiplies them; give it another Order")]
    [InlineData("Inputs = [|InputScaling.Constants|]", "[Layer(8, 8, Activation.Tanh, Residual = true)]\n" + Hidden + "\n" + Number, "The network declares Inputs = Constants, but a residual connection adds the inputs to what a later layer makes; let a layer come before it")]
    [InlineData("Inputs = InputScaling.Standardize, InputPower = [|4|]", Hidden + "\n" + Number, "The network declares Inputs = Standardize, but standardized inputs have a mean square of 1; remove InputPower")]
    [InlineData("Targets = [|TargetScaling.MinMax|]", Hidden + "\n[Layer(16, 1, Activation.Sigmoid)]", "The network declares Targets = MinMax, but BinaryCrossEntropy is no loss of numbers; remove Targets")]
    [InlineData("Loss = Loss.MeanSquaredError, Targets = [|TargetScaling.MinMax|]", Hidden + "\n[Layer(16, 1, Activation.Tanh)]", "The network declares Targets = MinMax, but the last layer ends in Tanh; write Activation.Identity")]
    [InlineData("Targets = [|TargetScaling.Standardize|]", Hidden + "\n[Layer(16, 1, Activation.Identity, Bias = false)]", "The network declares Targets = Standardize, but the last layer has no biases to take the shift; remove Bias = false")]
    [InlineData("Targets = [|TargetScaling.Standardize|]", Hidden + "\n[Layer(16, 1, Activation.Identity, BatchNormalization = true)]", "The network declares Targets = Standardize, but the last layer normalizes its outputs; let it not")]
    [InlineData("Targets = [|TargetScaling.Standardize|]", Hidden + "\n[Layer(16, 16, Activation.Identity, Residual = true)]", "The network declares Targets = Standardize, but the last layer has a residual connection; let a layer come behind it")]
    [InlineData("Targets = [|TargetScaling.Standardize|]", Hidden + "\n[Output(\"One\", 16, 1, Activation.Identity)]\n[Output(\"Other\", 16, 1, Activation.Identity)]", "The network declares Targets = Standardize, but the network has several outputs; scale their targets with Scaling.Apply")]
    [InlineData("Inputs = [|InputScaling.Standardize|]", "[Input(8, 2)]\n[Conv1D(2, 4, 3, Activation.Tanh, Padding = Padding.Causal)]\n[Gru(4, 4)]", "The network declares Inputs = Standardize, but the first layer is not fully connected; scale the inputs with Scaling.Apply")]
    [InlineData("Targets = [|TargetScaling.Standardize|]", "[Input(8, 2)]\n[Gru(2, 4)]", "The network declares Targets = Standardize, but the last layer is not fully connected; let a [Layer] come behind it")]
    [InlineData("Inputs = [|InputScaling.Standardize|]", "[Input(8, 2)]\n[Gru(2, 2, Residual = true)]", "The network declares Inputs = Standardize, but a residual connection adds the inputs to what a later layer makes; let a layer come before it")]
    public Task What_the_layers_cannot_take(string options, string layers, string message) => Analysis.FindsOneAsync("LW1025", message, Program(options, layers));

    [Theory]
    [InlineData("Inputs = InputScaling.Standardize, Targets = TargetScaling.Standardize", Hidden + "\n" + Number)]
    [InlineData("Inputs = InputScaling.Standardize, InputPower = 1", Hidden + "\n" + Number)]
    [InlineData("Inputs = InputScaling.MinMax, InputPower = 0.3f", Hidden + "\n" + Number)]
    [InlineData("Inputs = InputScaling.MinMax", "[Layer(8, 16, Activation.Tanh, BatchNormalization = true, Bias = false)]\n" + Number)]
    [InlineData("Inputs = InputScaling.None, Targets = TargetScaling.None", "[Layer(8, 16, Activation.Tanh, Bias = false)]\n[Layer(16, 2, Activation.Softmax)]")]
    [InlineData("Targets = TargetScaling.MinMax", "[Layer(8, 16, Activation.Tanh, Bias = false)]\n[Layer(16, 2, Activation.Relu, BatchNormalization = true, Order = LayerOrder.ActivateLinearAdd)]")]
    [InlineData("Inputs = InputScaling.Standardize, Targets = TargetScaling.MinMax", "[Input(8, 2)]\n[Gru(2, 4)]\n[Layer(4, 1, Activation.Identity)]")]
    public Task What_they_can(string options, string layers) => Analysis.FindsNoneAsync("LW1025", Program(options, layers));

    private static string Program(string options, string layers) => $"using Layerwise;\n\n[Network({options})]\n{layers}\npartial class Net;\n";
}
