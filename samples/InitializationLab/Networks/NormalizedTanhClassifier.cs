using Layerwise;

namespace InitializationLab.Networks;

/// <summary><see cref="TanhClassifier"/> with batch normalization.</summary>
[Layer(64, 64, Activation.Tanh, Init.XavierNormal, BatchNormalization = true, Bias = false)]
[Layer(64, 64, Activation.Tanh, Init.XavierNormal, BatchNormalization = true, Bias = false)]
[Layer(64, 64, Activation.Tanh, Init.XavierNormal, BatchNormalization = true, Bias = false)]
[Layer(64, 64, Activation.Tanh, Init.XavierNormal, BatchNormalization = true, Bias = false)]
[Layer(64, 64, Activation.Tanh, Init.XavierNormal, BatchNormalization = true, Bias = false)]
[Layer(64, 64, Activation.Tanh, Init.XavierNormal, BatchNormalization = true, Bias = false)]
[Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class NormalizedTanhClassifier;
