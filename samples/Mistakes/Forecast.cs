using Layerwise;

namespace Mistakes.Forecast;

// Each layer passes half of the signal's power: 29 of them pass nothing.
[Layer(256, 256, Activation.Relu, Init.XavierNormal)] // LW2001: Init.XavierNormal, LW5001: Init.XavierNormal
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 256, Activation.Relu, Init.XavierNormal)] // LW5007: Init.XavierNormal
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
[Layer(256, 256, Activation.Relu, Init.XavierNormal)] // LW5006: Init.XavierNormal
[Layer(256, 256, Activation.Relu, Init.XavierNormal)]
[Layer(256, 10, Activation.Softmax, Init.XavierNormal)]
public sealed partial class SignalVanishes;

// Each layer multiplies the signal by 6.5.
[Layer(256, 256, Activation.Relu, Init.RandomUniform, InitScale = 1f)] // LW5002: Init.RandomUniform, LW2009: 1f
[Layer(256, 256, Activation.Relu, Init.RandomUniform, InitScale = 1f)]
[Layer(256, 256, Activation.Relu, Init.RandomUniform, InitScale = 1f)]
[Layer(256, 256, Activation.Relu, Init.RandomUniform, InitScale = 1f)]
[Layer(256, 256, Activation.Relu, Init.RandomUniform, InitScale = 1f)] // LW5006: Init.RandomUniform
[Layer(256, 10, Activation.Softmax, Init.XavierNormal)]
public sealed partial class SignalExplodes;

// A sigmoid is nowhere steeper than 1/4.
[Layer(64, 64, Activation.Sigmoid, Init.XavierUniform)] // LW3013: Activation.Sigmoid
[Layer(64, 64, Activation.Sigmoid, Init.XavierUniform)] // LW5003: Activation.Sigmoid, LW5007: Init.XavierUniform
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
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)] // LW5005: Init.RandomNormal, LW2009: 1f
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)] // LW5004: Init.RandomNormal
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
[Layer(256, 256, Activation.Tanh, Init.RandomNormal, InitScale = 1f)] // LW5005: Init.RandomNormal, LW2009: 1f
[Layer(256, 10, Activation.Softmax, Init.XavierNormal)]
public sealed partial class SaturatedAtBirth;

// Inputs of the size 30 000, in layers that keep it: half precision ends at 65 504, which a few of so many pass.
[Network(InputPower = 1e9f)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)] // LW5006: Init.HeNormal
[Layer(256, 10, Activation.Identity, Init.XavierNormal)]
public sealed partial class OutOfHalfPrecision;
