using Layerwise;

namespace InitializationLab.Networks;

/// <summary>A hundred layers, normalized before each activation as the first residual networks were, one after the other.</summary>
[Layer(64, 64, Activation.Identity, Init.LeCunNormal)]
[Layer(64, 64, Activation.Relu, Init.HeNormal, Order = LayerOrder.ActivateLinearAdd, LayerNormalization = true, Repeat = 98)]
[Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class PlainHundred;

/// <summary>The same layers, each added to what it takes.</summary>
[Layer(64, 64, Activation.Identity, Init.LeCunNormal)]
[Layer(64, 64, Activation.Relu, Init.HeNormal, Order = LayerOrder.ActivateLinearAdd, LayerNormalization = true, Residual = true, Repeat = 98)]
[Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class ResidualHundred;
