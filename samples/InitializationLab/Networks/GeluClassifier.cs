using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Six hidden layers of GELU that learn to read digits.</summary>
[Layer(64, 64, Activation.Gelu, Init.HeNormal)]
[Layer(64, 64, Activation.Gelu, Init.HeNormal)]
[Layer(64, 64, Activation.Gelu, Init.HeNormal)]
[Layer(64, 64, Activation.Gelu, Init.HeNormal)]
[Layer(64, 64, Activation.Gelu, Init.HeNormal)]
[Layer(64, 64, Activation.Gelu, Init.HeNormal)]
[Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class GeluClassifier;
