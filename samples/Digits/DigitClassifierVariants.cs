using Layerwise;

namespace Digits;

/// <summary>The same with batch normalization, which makes the biases before it superfluous.</summary>
[Layer(64, 32, Activation.Relu, Init.HeNormal, BatchNormalization = true, Bias = false)]
[Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
public sealed partial class NormalizedDigitClassifier;

/// <summary>The same with dropout.</summary>
[Layer(64, 32, Activation.Relu, Init.HeNormal, Dropout = 0.2f)]
[Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
public sealed partial class DropoutDigitClassifier;

/// <summary>The same with both.</summary>
[Layer(64, 32, Activation.Relu, Init.HeNormal, BatchNormalization = true, Bias = false, Dropout = 0.2f)]
[Layer(32, 10, Activation.Softmax, Init.XavierUniform)]
public sealed partial class NormalizedDropoutDigitClassifier;
