using Layerwise;

namespace Playground.Networks;

/// <summary>Two hidden layers with the weights that suit them: the signal keeps its size on its way up, the gradient on its way down.</summary>
[Layer(2, 16, Activation.Tanh, Init.XavierNormal)]
[Layer(16, 16, Activation.Tanh, Init.XavierNormal)]
[Layer(16, 2, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class TwoTanh;

/// <summary>ReLU folds the plane along straight lines, so the boundary has corners. He's weights make up for the half of the signal that it stops.</summary>
[Layer(2, 32, Activation.Relu, Init.HeNormal)]
[Layer(32, 32, Activation.Relu, Init.HeNormal)]
[Layer(32, 2, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class TwoRelu;

/// <summary>SiLU is a smooth ReLU: three layers of it draw round boundaries.</summary>
[Layer(2, 24, Activation.Silu, Init.HeNormal)]
[Layer(24, 24, Activation.Silu, Init.HeNormal, Repeat = 2)]
[Layer(24, 2, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class ThreeSilu;

/// <summary>Ten layers of ReLU with He's weights: the gradient reaches the first layer as large as it left the last.</summary>
[Layer(2, 24, Activation.Relu, Init.HeNormal)]
[Layer(24, 24, Activation.Relu, Init.HeNormal, Repeat = 9)]
[Layer(24, 2, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class TenReluHe;

/// <summary>Ten layers, each added to what it takes: the gradient has a way around every one of them.</summary>
[Layer(2, 16, Activation.Tanh, Init.XavierNormal)]
[Layer(16, 16, Activation.Tanh, Init.XavierNormal, Residual = true, Repeat = 9)]
[Layer(16, 2, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class TenResidual;

/// <summary>Six layers of sigmoid, each normalized: what the sigmoid flattens, the next normalization spreads again.</summary>
[Layer(2, 16, Activation.Sigmoid, Init.XavierNormal, LayerNormalization = true)]
[Layer(16, 16, Activation.Sigmoid, Init.XavierNormal, LayerNormalization = true, Repeat = 5)]
[Layer(16, 2, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class SixNormalizedSigmoid;

/// <summary>Without a hidden layer there is one straight line, whatever is learned. It cannot separate what no line separates.</summary>
[Layer(2, 2, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class StraightLine;

/// <summary>Three layers, and still a straight line: without activations between them, they are one layer.</summary>
[Layer(2, 16, Activation.Identity, Init.XavierNormal)]
[Layer(16, 16, Activation.Identity, Init.XavierNormal)]
[Layer(16, 2, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class LinearLayers;

/// <summary>With weights of 0, all units of a layer are the same, and the gradient of each is 0: nothing but the last biases can learn.</summary>
[Layer(2, 16, Activation.Tanh, Init.Zeros)]
[Layer(16, 16, Activation.Tanh, Init.Zeros)]
[Layer(16, 2, Activation.Softmax, Init.Zeros)]
internal sealed partial class ZeroWeights;

/// <summary>Ten layers of ReLU with Xavier's weights, which forget that ReLU stops half of the signal: little of it is left at the top.</summary>
[Layer(2, 24, Activation.Relu, Init.XavierNormal)]
[Layer(24, 24, Activation.Relu, Init.XavierNormal, Repeat = 9)]
[Layer(24, 2, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class TenReluXavier;

/// <summary>The slope of a sigmoid is a quarter at most, so six of them take the gradient down by four thousand.</summary>
[Layer(2, 16, Activation.Sigmoid, Init.XavierNormal)]
[Layer(16, 16, Activation.Sigmoid, Init.XavierNormal, Repeat = 5)]
[Layer(16, 2, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class SixSigmoid;

/// <summary>Weights that are too large push tanh to its flat ends, where it has no slope to learn from. The boundary is a patchwork from the start.</summary>
[Layer(2, 16, Activation.Tanh, Init.RandomNormal, InitScale = 4)]
[Layer(16, 16, Activation.Tanh, Init.RandomNormal, InitScale = 4, Repeat = 2)]
[Layer(16, 2, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class LargeWeights;

/// <summary>Weights that are too small: each layer hands on a twentieth of what it gets, in both directions.</summary>
[Layer(2, 16, Activation.Tanh, Init.RandomNormal, InitScale = 0.01f)]
[Layer(16, 16, Activation.Tanh, Init.RandomNormal, InitScale = 0.01f, Repeat = 2)]
[Layer(16, 2, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class SmallWeights;
