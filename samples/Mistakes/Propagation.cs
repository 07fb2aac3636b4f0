using Layerwise;

namespace Mistakes.Propagation;

// Each layer passes half of the signal's power: 29 of them pass nothing.
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 10, Activation.Softmax, Init.XavierNormal)]
public sealed partial class SignalVanishes;

// Each layer multiplies the signal by 6.5.
[Layer(256, 256, Activation.Relu, Init.RandomUniform, InitScale = 1f)]
[Layer(256, 256, Activation.Relu, Init.RandomUniform, InitScale = 1f)]
[Layer(256, 256, Activation.Relu, Init.RandomUniform, InitScale = 1f)]
[Layer(256, 256, Activation.Relu, Init.RandomUniform, InitScale = 1f)]
[Layer(256, 256, Activation.Relu, Init.RandomUniform, InitScale = 1f)]
[Layer(256, 10, Activation.Softmax, Init.XavierNormal)]
public sealed partial class SignalExplodes;

// A sigmoid is nowhere steeper than 1/4.
[Layer(64, 64, Activation.Sigmoid, Init.XavierUniform)]
[Layer(64, 64, Activation.Sigmoid, Init.XavierUniform)]
[Layer(64, 64, Activation.Sigmoid, Init.XavierUniform)]
[Layer(64, 64, Activation.Sigmoid, Init.XavierUniform)]
[Layer(64, 64, Activation.Sigmoid, Init.XavierUniform)]
[Layer(64, 64, Activation.Sigmoid, Init.XavierUniform)]
[Layer(64, 64, Activation.Sigmoid, Init.XavierUniform)]
[Layer(64, 64, Activation.Sigmoid, Init.XavierUniform)]
[Layer(64, 64, Activation.Sigmoid, Init.XavierUniform)]
[Layer(64, 10, Activation.Softmax, Init.XavierUniform)]
public sealed partial class GradientVanishes;

// Each layer multiplies the gradient by 3.
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]
[Layer(256, 10, Activation.Softmax, Init.XavierNormal)]
public sealed partial class GradientExplodes;

// Pre-activations of the size 16: tanh is flat there.
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)]
[Layer(256, 10, Activation.Softmax, Init.XavierNormal)]
public sealed partial class SaturatedAtBirth;

// Inputs of the size 10 000, a layer that keeps it and one that multiplies it by 8: half precision ends at 65 504.
[Network(InputPower = 1e8f)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 10, Activation.Identity, Init.RandomNormal, InitScale = 0.5f)]
public sealed partial class OutOfHalfPrecision;
