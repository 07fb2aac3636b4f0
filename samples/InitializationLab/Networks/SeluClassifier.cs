using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Six hidden layers of SELU that learn to read digits.</summary>
[Layer(64, 64, Activation.Selu, Init.LeCunNormal)]
[Layer(64, 64, Activation.Selu, Init.LeCunNormal)]
[Layer(64, 64, Activation.Selu, Init.LeCunNormal)]
[Layer(64, 64, Activation.Selu, Init.LeCunNormal)]
[Layer(64, 64, Activation.Selu, Init.LeCunNormal)]
[Layer(64, 64, Activation.Selu, Init.LeCunNormal)]
[Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class SeluClassifier;
