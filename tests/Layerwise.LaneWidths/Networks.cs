namespace Layerwise.LaneWidths;

/// <summary>Widths on both sides of every register width, and all activations.</summary>
[Layer(1, 1, Activation.Identity)]
internal sealed partial class Smallest;

/// <summary>Half a register here, a register and a bit there.</summary>
[Layer(4, 8, Activation.Tanh)]
[Layer(8, 3, Activation.Sigmoid)]
internal sealed partial class Control;

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
[Layer(5, 9, Activation.PRelu)]
[Layer(9, 18, typeof(Lisht))]
[Layer(18, 5, Activation.LogSoftmax)]
internal sealed partial class FromPreActivations;

/// <summary>One output.</summary>
[Layer(300, 1, Activation.Sigmoid)]
internal sealed partial class Binary;
