using Layerwise;

namespace InitializationLab.Networks;

/// <summary>250 layers without normalization: nearly as many as a network may have.</summary>
[Layer(64, 32, Activation.Identity, Init.LeCunNormal)]
[Layer(32, 32, Activation.Relu, Init.HeNormal, Order = LayerOrder.ActivateLinearAdd, Repeat = 248)]
[Layer(32, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class PlainQuarterThousand;

/// <summary>The same layers, each added to what it takes.</summary>
[Layer(64, 32, Activation.Identity, Init.LeCunNormal)]
[Layer(32, 32, Activation.Relu, Init.Zeros, Order = LayerOrder.ActivateLinearAdd, Residual = true, Repeat = 248)]
[Layer(32, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class ResidualQuarterThousand;
