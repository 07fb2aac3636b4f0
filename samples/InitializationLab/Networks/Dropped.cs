using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Two hidden layers, wide for a few hundred images.</summary>
[Layer(64, 128, Activation.Relu, Init.HeNormal)]
[Layer(128, 128, Activation.Relu, Init.HeNormal)]
[Layer(128, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class WideRelu;

/// <summary>The same with dropout.</summary>
[Layer(64, 128, Activation.Relu, Init.HeNormal, Dropout = 0.5f)]
[Layer(128, 128, Activation.Relu, Init.HeNormal, Dropout = 0.5f)]
[Layer(128, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class DroppedRelu;

/// <summary>The same with batch normalization.</summary>
[Layer(64, 128, Activation.Relu, Init.HeNormal, BatchNormalization = true, Bias = false)]
[Layer(128, 128, Activation.Relu, Init.HeNormal, BatchNormalization = true, Bias = false)]
[Layer(128, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class NormalizedWideRelu;

/// <summary>With both.</summary>
[Layer(64, 128, Activation.Relu, Init.HeNormal, BatchNormalization = true, Bias = false, Dropout = 0.5f)]
[Layer(128, 128, Activation.Relu, Init.HeNormal, BatchNormalization = true, Bias = false, Dropout = 0.5f)]
[Layer(128, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class NormalizedDroppedRelu;
