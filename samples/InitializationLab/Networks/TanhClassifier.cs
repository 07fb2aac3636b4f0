using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Six hidden layers of tanh that learn to read digits.</summary>
[Layer(64, 64, Activation.Tanh, Init.XavierNormal)]
[Layer(64, 64, Activation.Tanh, Init.XavierNormal)]
[Layer(64, 64, Activation.Tanh, Init.XavierNormal)]
[Layer(64, 64, Activation.Tanh, Init.XavierNormal)]
[Layer(64, 64, Activation.Tanh, Init.XavierNormal)]
[Layer(64, 64, Activation.Tanh, Init.XavierNormal)]
[Layer(64, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class TanhClassifier;
