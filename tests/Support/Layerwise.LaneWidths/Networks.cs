namespace Layerwise.LaneWidths;

/// <summary>Widths on both sides of every register width, and all activations.</summary>
[Layer(1, 1, Activation.Identity)]
internal sealed partial class Smallest;

/// <summary>Half a register here, a register and a bit there.</summary>
[Layer(4, 8, Activation.Tanh)]
[Layer(8, 3, Activation.Sigmoid)]
internal sealed partial class Control;

/// <summary>What passes between each two of these narrow layers stays in a register: the activations that take the most code.</summary>
[Layer(8, 8, Activation.Softplus)]
[Layer(8, 7, Activation.LogSoftmax)]
[Layer(7, 3, Activation.PRelu)]
[Layer(3, 8, Activation.Gelu, Bias = false)]
[Layer(8, 2, Activation.LeakyRelu, Slope = 0.2f)]
[Layer(2, 1, Activation.Mish, Bias = false)]
internal sealed partial class Narrow;

/// <summary>Whole registers.</summary>
[Layer(64, 32, Activation.Relu)]
[Layer(32, 16, Activation.LeakyRelu, Slope = 0.2f)]
[Layer(16, 16, Activation.Softmax)]
internal sealed partial class Whole;

/// <summary>Never a whole register.</summary>
[Layer(7, 31, Activation.Tanh)]
[Layer(31, 33, Activation.LeakyRelu)]
[Layer(33, 17, Activation.Sigmoid, Bias = false)]
[Layer(17, 9, Activation.Softmax)]
internal sealed partial class Odd;

/// <summary>Several register tiles and a rest.</summary>
[Network(Loss = Loss.MeanSquaredError)]
[Layer(65, 130, Activation.Relu)]
[Layer(130, 100, Activation.Softmax)]
[Layer(100, 15, Activation.Identity)]
internal sealed partial class Tiled;

/// <summary>Rows normalized by themselves, and connections around one layer and two, in every order.</summary>
[Layer(7, 17, Activation.Tanh, LayerNormalization = true)]
[Layer(17, 17, Activation.Relu, RmsNormalization = true, Residual = true, Order = LayerOrder.LinearAddActivate)]
[Layer(17, 33, Activation.Gelu, LayerNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
[Layer(33, 17, Activation.Relu, BatchNormalization = true, Order = LayerOrder.ActivateLinearAdd, Residual = true, ResidualSpan = 2)]
[Layer(17, 17, Activation.Silu, Dropout = 0.2f, Residual = true)]
[Layer(17, 3, Activation.Softmax)]
internal sealed partial class Connected;

/// <summary>Windows over pictures: few filters, as many as a register has and more, strides, gaps, parts, and depthwise over every kind of border.</summary>
[Input(11, 9, 3)]
[Conv2D(3, 6, 3, Activation.Tanh, Padding = Padding.Same)]
[MaxPool2D(2)]
[Conv2D(6, 33, 2, 3, Activation.Relu, ZeroPadding = 1, BatchNormalization = true)]
[Conv2D(33, 33, 3, Activation.Relu, Groups = 33, Padding = Padding.Same, Residual = true)]
[Conv2D(33, 16, 1, Activation.Gelu, GroupNormalization = 4)]
[Conv2D(16, 32, 3, 2, Activation.Tanh, Groups = 4, Dilation = 2, Padding = Padding.Same)]
[AveragePool2D(3, Stride = 2, Padding = Padding.Same)]
[Conv2D(32, 32, 2, 4, Activation.Relu, Groups = 32, Stride = 2, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
[GlobalAveragePool]
[Layer(32, 3, Activation.Softmax)]
internal sealed partial class Pictured;

/// <summary>Windows over signals, one that sees only what was.</summary>
[Input(21, 2)]
[Conv1D(2, 17, 5, Activation.Relu, Stride = 2, Padding = Padding.Same, GroupNormalization = 1)]
[Conv1D(17, 17, 7, Activation.Silu, Groups = 17, Padding = Padding.Causal, Dilation = 2)]
[MaxPool1D(3, Stride = 2)]
[Conv1D(17, 17, 3, Activation.Tanh, Padding = Padding.Same, Residual = true, BatchNormalization = true)]
[Layer(85, 3, Activation.Softmax)]
internal sealed partial class Signalled;

/// <summary>Recurrent layers narrower than a register, as wide, and wider.</summary>
[Input(5, 3)]
[Gru(3, 8)]
[Layer(8, 17, Activation.Tanh, LayerNormalization = true)]
[Lstm(17, 17, Residual = true, Dropout = 0.2f)]
[Rnn(17, 33, Activation.Gelu)]
[Gru(33, 24, LastStepOnly = true)]
[Layer(24, 3, Activation.Softmax)]
internal sealed partial class Sequential;

/// <summary>The same of units whose reset gate comes before the product.</summary>
[Input(5, 3)]
[Gru(3, 5, ResetAfter = false)]
[Gru(5, 8, ResetAfter = false)]
[Gru(8, 17, ResetAfter = false, Dropout = 0.2f)]
[Gru(17, 56, ResetAfter = false, LastStepOnly = true)]
[Layer(56, 3, Activation.Softmax)]
internal sealed partial class ResetFirst;

/// <summary>Causal convolutions step by step: one register of filters, two, more than two, and parts of the channels.</summary>
[Network(Streaming = true)]
[Input(6, 3)]
[Conv1D(3, 8, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 2)]
[Conv1D(8, 24, 2, Activation.Silu, Padding = Padding.Causal, LayerNormalization = true)]
[Conv1D(24, 24, 3, Activation.Relu, Padding = Padding.Causal, Groups = 24, Dilation = 4)]
[Conv1D(24, 40, 1, Activation.Tanh, Groups = 4)]
[Conv1D(40, 33, 2, Activation.Gelu, Padding = Padding.Causal, Residual = true, Projection = true)]
[Layer(33, 2, Activation.Identity)]
internal sealed partial class Streamed;

/// <summary>The activations whose derivatives are told from their values.</summary>
[Layer(7, 17, Activation.Elu, Slope = 1.5f)]
[Layer(17, 16, Activation.Selu)]
[Layer(16, 33, Activation.Softplus)]
[Layer(33, 15, Activation.Softsign)]
[Layer(15, 8, Activation.HardSigmoid)]
[Layer(8, 9, Activation.HardTanh)]
[Layer(9, 5, Activation.Relu6)]
internal sealed partial class FromActivations;

/// <summary>The activations whose derivatives need the pre-activations.</summary>
[Layer(7, 17, Activation.Gelu)]
[Layer(17, 16, Activation.GeluTanh)]
[Layer(16, 33, Activation.Silu)]
[Layer(33, 15, Activation.HardSwish)]
[Layer(15, 5, Activation.Mish)]
[Layer(5, 9, Activation.PRelu, SlopePerUnit = true)]
[Layer(9, 18, typeof(Lisht))]
[Layer(18, 5, Activation.LogSoftmax)]
internal sealed partial class FromPreActivations;

/// <summary>One output.</summary>
[Layer(300, 1, Activation.Sigmoid)]
internal sealed partial class Binary;

/// <summary>Every kind of draw: the parameters' hash must not depend on the width.</summary>
[Layer(13, 29, Activation.Tanh, Init.Orthogonal, Gain = ActivationGain.Tanh)]
[Layer(29, 11, Activation.Tanh, Init.Orthogonal)]
[Layer(11, 40, Activation.Relu, Init.VarianceScaling, VarianceScale = 2f)]
[Layer(40, 20, Activation.Relu, Init.Sparse, Sparsity = 0.4f)]
[Layer(20, 9, Activation.Identity, Init.Identity, Gain = 0.9f)]
[Layer(9, 70, Activation.Identity, Init.LeCunNormal)]
internal sealed partial class Drawn;

/// <summary>Labels, smoothed and weighted, behind a whole register and a bit.</summary>
[Network(Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f, ClassWeights = new[] { 1f, 2f, 0.5f, 1f, 1f, 2f, 0.25f, 1f, 3f })]
[Layer(5, 9, Activation.Softmax)]
internal sealed partial class Weighted;

/// <summary>The same of logarithms.</summary>
[Network(Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f, ClassWeights = new[] { 1f, 2f, 0.5f, 1f, 1f, 2f, 0.25f, 1f, 3f })]
[Layer(5, 9, Activation.LogSoftmax)]
internal sealed partial class WeightedLogarithms;

/// <summary>A divergence of logarithms, wider than a register.</summary>
[Network(Loss = Loss.KullbackLeibler)]
[Layer(5, 19, Activation.LogSoftmax)]
internal sealed partial class Divergence;

/// <summary>A loss with an option.</summary>
[Network(Loss = Loss.Huber, Delta = 0.5f)]
[Layer(5, 19, Activation.Identity)]
internal sealed partial class Robust;

/// <summary>Exponential and logarithm in the loss.</summary>
[Network(Loss = Loss.BinaryCrossEntropyWithLogits)]
[Layer(5, 19, Activation.Identity)]
internal sealed partial class Logits;

/// <summary>More weights than a cache holds, in rows that end in the middle of every register.</summary>
[Layer(533, 517, Activation.Tanh)]
[Layer(517, 3, Activation.Identity)]
internal sealed partial class Uncached;

/// <summary>The same with a slope among the parameters.</summary>
[Layer(517, 523, Activation.PRelu)]
[Layer(523, 3, Activation.LogSoftmax)]
internal sealed partial class UncachedSlope;

/// <summary>Normalized behind every kind of activation: none, one told from its value, one that keeps z, one of whole rows.</summary>
[Layer(7, 17, Activation.Relu, BatchNormalization = true, Bias = false)]
[Layer(17, 33, Activation.Gelu, BatchNormalization = true)]
[Layer(33, 16, Activation.PRelu, BatchNormalization = true, SlopePerUnit = true)]
[Layer(16, 9, Activation.Identity, BatchNormalization = true)]
[Layer(9, 5, Activation.Softmax, BatchNormalization = true)]
internal sealed partial class NormalizedLayers;

/// <summary>Dropped behind every kind of activation, and at the end.</summary>
[Layer(7, 70, Activation.Relu, Dropout = 0.5f)]
[Layer(70, 33, Activation.Gelu, Dropout = 0.1f)]
[Layer(33, 16, Activation.PRelu, Dropout = 0.25f)]
[Layer(16, 9, Activation.Softmax, Dropout = 0.2f)]
[Layer(9, 5, Activation.Identity, Dropout = 0.9f)]
internal sealed partial class Dropped;

/// <summary>Both, one layer with more weights than a cache holds.</summary>
[Layer(3, 517, typeof(Lisht), BatchNormalization = true, Dropout = 0.3f)]
[Layer(517, 523, Activation.Tanh, BatchNormalization = true, Dropout = 0.5f)]
[Layer(523, 3, Activation.Sigmoid, BatchNormalization = true)]
internal sealed partial class UncachedNormalizedLayers;

/// <summary>Several outputs behind layers that they share: one layer deep, deeper, with everything that a branch may have.</summary>
[Layer(7, 33, Activation.Gelu, Dropout = 0.2f)]
[Layer(33, 18, Activation.Tanh, BatchNormalization = true)]
[Output("Kind", 18, 5, Activation.Softmax, LabelSmoothing = 0.1f, ClassWeights = new[] { 1f, 2f, 1f, 0.5f, 1f })]
[Output("Worth", 18, 1, Activation.Identity, Loss = Loss.Huber, LossWeight = 0.5f, BatchNormalization = true)]
[Layer(18, 17, Activation.PRelu, Head = "Place", LayerNormalization = true)]
[Layer(17, 17, Activation.Relu, Head = "Place", Residual = true, ResidualSpan = 1, LayerNormalization = true, Order = LayerOrder.LinearActivateAddNormalize)]
[Output("Place", 17, 3, Activation.Sigmoid, LossWeight = 2f)]
internal sealed partial class SeveralOutputs;

/// <summary>Outputs that are one product together, with every way from its sums to them.</summary>
[Layer(7, 19, Activation.Tanh)]
[Output("Kind", 19, 5, Activation.Softmax)]
[Output("Worth", 19, 1, Activation.Gelu, Loss = Loss.Huber, LossWeight = 0.5f, Dropout = 0.2f)]
[Output("Place", 19, 3, Activation.Identity, LayerNormalization = true)]
[Output("Slope", 19, 9, Activation.PRelu, Loss = Loss.MeanSquaredError)]
internal sealed partial class OutputsTogether;

/// <summary>Weights as constants, with samples of what they gave where they were trained.</summary>
[Frozen("digits.safetensors")]
[Layer(64, 32, Activation.Relu)]
[Layer(32, 10, Activation.Softmax)]
internal static partial class FrozenDigits;
