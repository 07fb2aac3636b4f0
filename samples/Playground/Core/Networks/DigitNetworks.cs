using Layerwise;

namespace Playground.Networks;

/// <summary>One hidden layer of 32 units: enough to read most handwritten digits.</summary>
[Layer(64, 32, Activation.Relu, Init.HeNormal)]
[Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
internal sealed partial class DigitClassifier;

/// <summary>Twenty layers of ReLU with He's weights (He et al. 2015): deep, and it trains.</summary>
[Layer(64, 32, Activation.Relu, Init.HeNormal)]
[Layer(32, 32, Activation.Relu, Init.HeNormal, Repeat = 19)]
[Layer(32, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class TwentyReluHe;

/// <summary>Six layers of sigmoid, each normalized over its units.</summary>
[Layer(64, 32, Activation.Sigmoid, Init.XavierNormal, LayerNormalization = true)]
[Layer(32, 32, Activation.Sigmoid, Init.XavierNormal, LayerNormalization = true, Repeat = 5)]
[Layer(32, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class NormalizedSigmoidDigits;

/// <summary>The same twenty layers with Xavier's weights: hardly any signal comes through, and every image looks the same at the top.</summary>
[Layer(64, 32, Activation.Relu, Init.XavierNormal)]
[Layer(32, 32, Activation.Relu, Init.XavierNormal, Repeat = 19)]
[Layer(32, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class TwentyReluXavier;

/// <summary>Six layers of sigmoid: the gradient that reaches the first layer is thousands of times smaller than the one at the last.</summary>
[Layer(64, 32, Activation.Sigmoid, Init.XavierNormal)]
[Layer(32, 32, Activation.Sigmoid, Init.XavierNormal, Repeat = 5)]
[Layer(32, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class SigmoidDigits;

/// <summary>All weights the same, so that all 32 units stay the same: a network of one unit that takes the room of 32.</summary>
[Layer(64, 32, Activation.Tanh, Init.Constant, InitScale = 0.1f)]
[Layer(32, 10, Activation.Softmax, Init.Constant, InitScale = 0.1f)]
internal sealed partial class EqualUnits;
