using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Twelve equal layers of ReLU.</summary>
[Layer(256, 256, Activation.Relu, Init.HeNormal, Repeat = 12)]
internal sealed partial class ReluStack;
