using Layerwise;

namespace ManyMachines;

[Layer(64, 256, Activation.Relu, Init.HeNormal)]
[Layer(256, 128, Activation.Relu, Init.HeNormal)]
[Layer(128, 10, Activation.Softmax, Init.XavierUniform)]
internal sealed partial class Network;
