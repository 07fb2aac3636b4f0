using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Six hidden layers of ReLU that learn to read digits.</summary>
[Layer(64, 64, Activation.Relu, Init.HeNormal)]
[Layer(64, 64, Activation.Relu, Init.HeNormal)]
[Layer(64, 64, Activation.Relu, Init.HeNormal)]
[Layer(64, 64, Activation.Relu, Init.HeNormal)]
[Layer(64, 64, Activation.Relu, Init.HeNormal)]
[Layer(64, 64, Activation.Relu, Init.HeNormal)]
[Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class ReluClassifier;
