using Layerwise;

namespace Playground.Networks;

/// <summary>tanh is smooth, and so is what it learns.</summary>
[Layer(1, 16, Activation.Tanh, Init.XavierNormal)]
[Layer(16, 16, Activation.Tanh, Init.XavierNormal)]
[Layer(16, 1, Activation.Identity, Init.XavierNormal)]
internal sealed partial class SmoothCurve;

/// <summary>ReLU draws straight pieces, as many as it has units to bend them with.</summary>
[Layer(1, 24, Activation.Relu, Init.HeNormal)]
[Layer(24, 24, Activation.Relu, Init.HeNormal)]
[Layer(24, 1, Activation.Identity, Init.XavierNormal)]
internal sealed partial class StraightPieces;

/// <summary>Eight residual layers: deep, and no harder to train.</summary>
[Layer(1, 16, Activation.Tanh, Init.XavierNormal)]
[Layer(16, 16, Activation.Tanh, Init.XavierNormal, Residual = true, Repeat = 7)]
[Layer(16, 1, Activation.Identity, Init.XavierNormal)]
internal sealed partial class ResidualCurve;

/// <summary>A sigmoid at the end gives numbers from 0 to 1. The half of the curve below 0 is out of reach.</summary>
[Network(Loss = Loss.MeanSquaredError)]
[Layer(1, 16, Activation.Tanh, Init.XavierNormal)]
[Layer(16, 16, Activation.Tanh, Init.XavierNormal)]
[Layer(16, 1, Activation.Sigmoid, Init.XavierNormal)]
internal sealed partial class SigmoidOutput;

/// <summary>A ReLU at the end cannot go below 0, and where it gives 0 it has no gradient to get away from there.</summary>
[Layer(1, 16, Activation.Tanh, Init.XavierNormal)]
[Layer(16, 16, Activation.Tanh, Init.XavierNormal)]
[Layer(16, 1, Activation.Relu, Init.HeNormal)]
internal sealed partial class ReluOutput;

/// <summary>Without activations, three layers draw a straight line.</summary>
[Layer(1, 16, Activation.Identity, Init.XavierNormal)]
[Layer(16, 16, Activation.Identity, Init.XavierNormal)]
[Layer(16, 1, Activation.Identity, Init.XavierNormal)]
internal sealed partial class LinearCurve;
