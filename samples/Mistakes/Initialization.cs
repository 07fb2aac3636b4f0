using Layerwise;

namespace Mistakes.Initialization;

// A ReLU drops half of the signal; Xavier's weights don't make up for it.
[Layer(64, 32, Activation.Relu, Init.XavierNormal)] // LW2001: Init.XavierNormal
[Layer(32, 10, Activation.Softmax)]
public sealed partial class XavierWithRectifier;

// A tanh drops nothing; He's weights are sized for a rectifier.
[Layer(64, 32, Activation.Tanh, Init.HeNormal)] // LW2002: Init.HeNormal
[Layer(32, 10, Activation.Softmax)]
public sealed partial class HeWithoutRectifier;

[Layer(64, 32, Activation.Relu, Init.LeCunNormal)] // LW2003: Init.LeCunNormal
[Layer(32, 10, Activation.Softmax)]
public sealed partial class LeCunWithRectifier;

// SELU keeps mean 0 and variance 1 with weights of variance 1/64, not 2/64.
[Layer(64, 32, Activation.Selu, Init.HeNormal)] // LW2004: Init.HeNormal
[Layer(32, 10, Activation.Softmax)]
public sealed partial class SeluWithoutLeCun;

[Layer(64, 32, Activation.Relu, Init.Zeros)] // LW2005: Init.Zeros
[Layer(32, 10, Activation.Softmax)]
public sealed partial class ZeroWeights;

// 32 units that are one unit.
[Layer(64, 32, Activation.Relu, Init.Constant)] // LW2006: Init.Constant
[Layer(32, 10, Activation.Softmax)]
public sealed partial class ConstantWeights;

// A sixth of the signal's power is left by each.
[Layer(64, 64, Activation.Relu, Init.Uniform)] // LW2007: Init.Uniform
[Layer(64, 64, Activation.Relu, Init.Uniform)]
[Layer(64, 10, Activation.Softmax)]
public sealed partial class UniformInDeepNetwork;

// On 64 inputs a tanh wants 0.125.
[Layer(64, 64, Activation.Tanh, Init.RandomNormal, InitScale = 0.01f)] // LW2008: 0.01f
[Layer(64, 10, Activation.Softmax)]
public sealed partial class WeightsTooSmall;

[Layer(64, 64, Activation.Tanh, Init.RandomNormal, InitScale = 1f)] // LW5005: Init.RandomNormal, LW2009: 1f
[Layer(64, 10, Activation.Softmax)]
public sealed partial class WeightsTooLarge;

// On for 0.2 % of the inputs.
[Layer(64, 32, Activation.Relu, BiasValue = -4f)] // LW2010: -4f
[Layer(32, 10, Activation.Softmax)]
public sealed partial class BiasOutOfRange;

[Layer(64, 32, Activation.Tanh, Init.Orthogonal, Gain = 4f)] // LW2011: 4f
[Layer(32, 10, Activation.Softmax)]
public sealed partial class UnsuitableGain;

// The default scale of 1 is for a tanh.
[Layer(64, 32, Activation.Relu, Init.VarianceScaling)] // LW2012: Init.VarianceScaling
[Layer(32, 10, Activation.Softmax)]
public sealed partial class UnsuitableVarianceScale;

// Which 32 of the 64 inputs?
[Layer(64, 32, Activation.Tanh, Init.Identity)] // LW2013: Init.Identity
[Layer(32, 10, Activation.Softmax)]
public sealed partial class IdentityNotSquare;

// For one input in three, all units of some layer are off.
[Layer(8, 3, Activation.Relu)] // LW2014: 3
[Layer(3, 3, Activation.Relu)]
[Layer(3, 3, Activation.Relu)]
[Layer(3, 2, Activation.Softmax)]
public sealed partial class DeadAtBirth;
