using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Two hidden layers: few enough that one repeated unit still learns what one unit can.</summary>
[Layer(64, 32, Activation.Tanh, Init.XavierNormal)]
[Layer(32, 32, Activation.Tanh, Init.XavierNormal)]
[Layer(32, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class ShallowTanh;

/// <summary>The same with sigmoid.</summary>
[Layer(64, 32, Activation.Sigmoid, Init.XavierNormal)]
[Layer(32, 32, Activation.Sigmoid, Init.XavierNormal)]
[Layer(32, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class ShallowSigmoid;

/// <summary>The same with ReLU.</summary>
[Layer(64, 32, Activation.Relu, Init.HeNormal)]
[Layer(32, 32, Activation.Relu, Init.HeNormal)]
[Layer(32, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class ShallowRelu;

/// <summary>What a layer of equal units amounts to.</summary>
[Layer(64, 1, Activation.Tanh, Init.XavierNormal)]
[Layer(1, 1, Activation.Tanh, Init.XavierNormal)]
[Layer(1, 10, Activation.Softmax, Init.XavierNormal)]
internal sealed partial class OneUnitTanh;
