using Layerwise;

namespace Mistakes.Declaration;

// The generator writes the other part of this class, so it must have parts.
[Layer(64, 10, Activation.Softmax)]
public sealed class NotPartial; // LW1001: NotPartial

// Two equal records would share their parameters.
[Layer(64, 10, Activation.Softmax)]
public sealed partial record UnsupportedType; // LW1002: UnsupportedType

// Between two declarations C# defines no order: which layer is the first?
[Layer(64, 32, Activation.Relu)]
public sealed partial class SpreadOverDeclarations;

[Layer(32, 10, Activation.Softmax)] // LW1003: Layer
public sealed partial class SpreadOverDeclarations;

[Layer(64, 0, Activation.Relu)] // LW1004: 0
public sealed partial class SizeNotPositive;

// 40 GB of weights: probably a zero too many.
[Layer(100_000, 100_000, Activation.Relu)] // LW1005: Layer
public sealed partial class NetworkTooLarge;

[Layer(64, 32, Activation.Relu)]
[Layer(30, 10, Activation.Softmax)] // LW1007: 30
public sealed partial class LayersDoNotFit;

// A dropout of 1 would leave nothing.
[Layer(64, 32, Activation.Relu, Dropout = 1f)] // LW1008: 1f
[Layer(32, 10, Activation.Softmax)]
public sealed partial class OptionOutOfRange;

[Layer(64, 10, (Activation)99)] // LW1009: (Activation)99
public sealed partial class UndefinedEnumValue;

[Layer(64, 10, Activation.Softmax)]
public sealed partial class MemberCollision
{
    public int InputSize => 64; // LW1010: InputSize
}

[Network(Loss = Loss.CrossEntropy)] // LW1011: Network
public sealed partial class NoLayers;

// Kernels are compiled once for each activation that is a struct; they can't call a class.
[Layer(64, 10, typeof(string))] // LW1013: typeof
public sealed partial class UnsuitableActivation;

// The right class has probability 0 every second time, and its logarithm is infinite.
[Layer(64, 32, Activation.Relu)]
[Layer(32, 10, Activation.Softmax, Dropout = 0.5f)] // LW1016: 0.5f
public sealed partial class DropoutBeforeLogarithm;

// The second of three layers would have 32 inputs in place of 64.
[Layer(64, 32, Activation.Relu, Repeat = 3)] // LW1018: 3
[Layer(32, 10, Activation.Softmax)]
public sealed partial class UnfitRepeat;

// 64 numbers and 32 have no sum.
[Layer(64, 32, Activation.Relu, Residual = true)] // LW1019: true
[Layer(32, 10, Activation.Softmax)]
public sealed partial class UnfitResidual;

// Which of them first?
[Layer(64, 32, Activation.Relu, BatchNormalization = true, LayerNormalization = true)] // LW1020: true
[Layer(32, 10, Activation.Softmax)]
public sealed partial class SeveralNormalizations;

// No output is called Worth.
[Layer(64, 32, Activation.Tanh)]
[Layer(32, 32, Activation.Tanh, Head = "Worth")] // LW1021: "Worth"
[Output("Policy", 32, 4, Activation.Softmax)]
[Output("Value", 32, 1, Activation.Identity)]
public sealed partial class UnfitHead;

// Seven numbers, and the first layer takes eight.
[Input("State", 6)]
[Input("Action", 1)] // LW1022: 1
[Layer(8, 64, Activation.Relu)]
[Layer(64, 1, Activation.Identity)]
public sealed partial class UnfitInputs;

// Pictures in grey have one channel.
[Input(28, 28, 1)]
[Conv2D(3, 8, 5, Activation.Relu)] // LW1023: 3
[GlobalAveragePool]
[Layer(8, 10, Activation.Softmax)]
public sealed partial class UnfitShape;

// The units of a step are no distribution that the next step could go on from.
[Input(50, 4)]
[Rnn(4, 16, Activation.Softmax)] // LW1024: Activation.Softmax
[Layer(16, 1, Activation.Identity)]
public sealed partial class UnfitRecurrentActivation;

// A frozen network has the scaling in its first layer, whose biases take the shift.
[Network(Inputs = InputScaling.Standardize)] // LW1025: InputScaling.Standardize
[Layer(8, 64, Activation.Relu, Bias = false)]
[Layer(64, 1, Activation.Identity)]
public sealed partial class UnfitScaling;

// HeNormal computes its own scale.
[Layer(64, 32, Activation.Relu, Init.HeNormal, InitScale = 0.01f)] // LW1014: 0.01f
[Layer(32, 10, Activation.Softmax)]
public sealed partial class OptionWithoutEffect;

// A constructor of your own takes the place of the generated one, which draws the weights.
[Layer(64, 32, Activation.Relu)]
[Layer(32, 10, Activation.Softmax)]
public sealed partial class ConstructorWithoutInitialize
{
    public ConstructorWithoutInitialize(string name) => Name = name; // LW1015: ConstructorWithoutInitialize

    public string Name { get; }
}
