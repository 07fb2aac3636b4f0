using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Twelve equal layers of tanh, to follow signal and gradient through.</summary>
[Layer(256, 256, Activation.Tanh, Init.XavierNormal, Repeat = 12)]
internal sealed partial class TanhStack;
