using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Normalized over the batch.</summary>
[Layer(64, 64, Activation.Relu, Init.HeNormal, BatchNormalization = true, Bias = false)]
[Layer(64, 64, Activation.Relu, Init.HeNormal, BatchNormalization = true, Bias = false)]
[Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class BatchNormalizedRelu;

/// <summary>Normalized over the units of each sample.</summary>
[Layer(64, 64, Activation.Relu, Init.HeNormal, LayerNormalization = true, Bias = false)]
[Layer(64, 64, Activation.Relu, Init.HeNormal, LayerNormalization = true, Bias = false)]
[Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class LayerNormalizedRelu;
