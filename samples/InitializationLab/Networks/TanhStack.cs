using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Twelve equal layers of tanh, to follow signal and gradient through.</summary>
[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]
[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]
[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]
[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]
[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]
[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]
[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]
[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]
[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]
[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]
[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]
[Layer(256, 256, Activation.Tanh, Init.XavierNormal)]
internal sealed partial class TanhStack;
