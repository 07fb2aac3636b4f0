using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Twelve equal layers of ReLU.</summary>
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 256, Activation.Relu, Init.HeNormal)]
internal sealed partial class ReluStack;
