using Layerwise;

namespace Mistakes.Architecture;

// 32 units that share a total of 1.
[Layer(64, 32, Activation.Softmax)] // LW3001: Activation.Softmax
[Layer(32, 10, Activation.Softmax)]
public sealed partial class HiddenSoftmax;

// Always 1.
[Layer(64, 32, Activation.Relu)]
[Layer(32, 1, Activation.Softmax)] // LW3002: Activation.Softmax
public sealed partial class SoftmaxOverOneOutput;

[Network(Loss = Loss.MeanSquaredError)] // LW3003: Loss.MeanSquaredError
[Layer(64, 32, Activation.Relu)]
[Layer(32, 10, Activation.Softmax)]
public sealed partial class SoftmaxWithSeparateLoss;

// Nothing ever lowers an output.
[Network(Loss = Loss.CrossEntropy)] // LW3004: Loss.CrossEntropy
[Layer(64, 32, Activation.Relu)]
[Layer(32, 10, Activation.Sigmoid)]
public sealed partial class SigmoidWithCrossEntropy;

// The logarithm of a negative number.
[Network(Loss = Loss.CrossEntropy)] // LW3005: Loss.CrossEntropy
[Layer(64, 32, Activation.Relu)]
[Layer(32, 10, Activation.Identity)]
public sealed partial class RangeLossCannotTake;

// Is no target negative?
[Layer(13, 64, Activation.Relu)]
[Layer(64, 1, Activation.Relu)] // LW3006: Activation.Relu
public sealed partial class RegressionOutputCut;

// An answer that is sure and wrong stays so.
[Network(Loss = Loss.BinaryCrossEntropy)]
[Layer(13, 64, Activation.Relu)]
[Layer(64, 1, Activation.HardSigmoid)] // LW3016: Activation.HardSigmoid
public sealed partial class FlatOutput;

// The product of two matrices is a matrix.
[Layer(64, 128, Activation.Identity)] // LW3007: Activation.Identity
[Layer(128, 10, Activation.Softmax)]
public sealed partial class LinearLayersCollapse;

[Layer(64, 32, Activation.Relu, BatchNormalization = true)] // LW3008: true
[Layer(32, 10, Activation.Softmax)]
public sealed partial class BiasBeforeNormalization;

// A fifth of the answers are not what the network said.
[Layer(13, 64, Activation.Relu)]
[Layer(64, 1, Activation.Identity, Dropout = 0.2f)] // LW3009: 0.2f
public sealed partial class DropoutOnOutput;

[Layer(64, 32, Activation.Relu, Dropout = 0.5f)] // LW3010: 0.5f
[Layer(32, 32, Activation.Relu, BatchNormalization = true, Bias = false)]
[Layer(32, 10, Activation.Softmax)]
public sealed partial class DropoutBeforeNormalization;

// To drop, not to keep.
[Layer(64, 32, Activation.Relu, Dropout = 0.8f)] // LW3011: 0.8f
[Layer(32, 10, Activation.Softmax)]
public sealed partial class DropoutOfMoreThanHalf;

[Layer(64, 32, Activation.Selu, Dropout = 0.2f)] // LW3012: 0.2f
[Layer(32, 10, Activation.Softmax)]
public sealed partial class DropoutAfterSelu;

// Four times a quarter of the gradient.
[Layer(64, 32, Activation.Sigmoid)] // LW3013: Activation.Sigmoid
[Layer(32, 32, Activation.Sigmoid)]
[Layer(32, 32, Activation.Sigmoid)]
[Layer(32, 32, Activation.Sigmoid)]
[Layer(32, 10, Activation.Softmax)]
public sealed partial class DeepSaturatingStack;

// One number must say it all.
[Layer(13, 1, Activation.Tanh)] // LW3014: 1
[Layer(1, 16, Activation.Relu)]
[Layer(16, 1, Activation.Identity)]
public sealed partial class HiddenWidthOfOne;

// Three times what is negative, and once what is positive.
[Layer(64, 32, Activation.LeakyRelu, Slope = 3f)] // LW3015: 3f
[Layer(32, 10, Activation.Softmax)]
public sealed partial class SlopeOfOneOrMore;

// Every sample's three prices have the same mean.
[Layer(13, 32, Activation.Relu)]
[Layer(32, 3, Activation.Identity, LayerNormalization = true)] // LW3017: true
public sealed partial class NormalizedOutputs;

// x − x is 0.
[Layer(13, 32, Activation.Relu)]
[Layer(32, 1, Activation.Identity, LayerNormalization = true)] // LW3018: true
public sealed partial class SingleUnitNormalized;

// The way around goes through a Tanh.
[Layer(64, 64, Activation.Tanh)]
[Layer(64, 64, Activation.Tanh, Residual = true, Order = LayerOrder.LinearAddActivate)] // LW3019: LayerOrder.LinearAddActivate
[Layer(64, 10, Activation.Softmax)]
public sealed partial class ActivationOnConnection;

// Nothing comes back from the value.
[Layer(64, 32, Activation.Tanh)]
[Output("Policy", 32, 4, Activation.Softmax)]
[Output("Value", 32, 1, Activation.Identity, LossWeight = 0f)] // LW3020: 0f
public sealed partial class OutputWithoutLoss;

// The layer that both share learns the value alone.
[Layer(64, 32, Activation.Tanh)]
[Output("Policy", 32, 4, Activation.Softmax)]
[Output("Value", 32, 1, Activation.Identity, LossWeight = 1000f)] // LW3021: 1000f
public sealed partial class DrownedOutputs;

// Every third row and column belongs to no window.
[Input(28, 28, 1)]
[Conv2D(1, 8, 3, Activation.Relu)]
[MaxPool2D(2, Stride = 3)] // LW3022: 3
[Layer(648, 10, Activation.Softmax)]
public sealed partial class SkippedPositions;

// What goes around lies half a position beside it.
[Input(64, 8)]
[Conv1D(8, 8, 4, Activation.Relu, Padding = Padding.Same, Residual = true)] // LW3023: 4
[GlobalAveragePool]
[Layer(8, 6, Activation.Softmax)]
public sealed partial class LopsidedWindow;

// One position is left, and eight of nine weights lie beside it.
[Input(8, 8, 1)]
[Conv2D(1, 16, 3, Activation.Relu, Padding = Padding.Same)]
[MaxPool2D(8)]
[Conv2D(16, 32, 3, Activation.Relu, Padding = Padding.Same)] // LW3024: 3
[Layer(32, 10, Activation.Softmax)]
public sealed partial class WindowBeyondInput;

// 4,718,592 weights behind 19,000.
[Input(28, 28, 1)]
[Conv2D(1, 32, 3, Activation.Relu)]
[Conv2D(32, 64, 3, Activation.Relu)]
[Layer(36864, 128, Activation.Relu)] // LW3025: 36864
[Layer(128, 10, Activation.Softmax)]
public sealed partial class LargeLayerBehindPositions;

// A mean of sums is a sum.
[Input(28, 28, 1)]
[Conv2D(1, 16, 3, Activation.Identity)] // LW3026: Activation.Identity
[AveragePool2D(2)]
[Conv2D(16, 32, 3, Activation.Relu)]
[GlobalAveragePool]
[Layer(32, 10, Activation.Softmax)]
public sealed partial class PoolingWithoutActivation;

// What is remembered is drawn anew with each step, and twice as large as what is lost.
[Input(100, 4)]
[Rnn(4, 32, Activation.Relu, RecurrentInit = Init.HeNormal)] // LW3027: Init.HeNormal
[Layer(32, 1, Activation.Identity)]
public sealed partial class RecurrentRectifier;

// Steps that know nothing of each other.
[Input(100, 4)]
[Rnn(4, 32, RecurrentInit = Init.Zeros)] // LW3028: Init.Zeros
[Layer(32, 1, Activation.Identity)]
public sealed partial class RecurrentZeros;

// Half of the cell goes with each step.
[Input(100, 4)]
[Lstm(4, 32, ForgetBias = 0)] // LW3029: 0
[Layer(32, 1, Activation.Identity)]
public sealed partial class ClosedForgetGate;

// What came in 90 steps ago is gone by then.
[Network(Memory = 90)] // LW3030: 90
[Input(200, 4)]
[Gru(4, 32)]
[Layer(32, 1, Activation.Identity)]
public sealed partial class MemoryBeyondForecast;
