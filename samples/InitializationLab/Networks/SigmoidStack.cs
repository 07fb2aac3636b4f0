using Layerwise;

namespace InitializationLab.Networks;

/// <summary>Twelve equal layers of sigmoid; with this loss, the last is a layer like the others.</summary>
[Network(Loss = Loss.MeanSquaredError)]
[Layer(256, 256, Activation.Sigmoid, Init.XavierNormal, Repeat = 12)]
internal sealed partial class SigmoidStack;
