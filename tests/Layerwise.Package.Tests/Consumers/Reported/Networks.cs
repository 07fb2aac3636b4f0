using Layerwise;

[Layer(8, 16, Activation.Relu, Init.HeNormal)]
[Layer(16, 3, Activation.Softmax, Init.XavierUniform)]
public sealed partial class Classifier;

namespace Control
{
    [Network(InputPower = 0.25f)]
    [Layer(4, 12, Activation.Tanh, Init.XavierNormal)]
    [Layer(12, 1, Activation.Identity, Init.XavierNormal)]
    public sealed partial class Valve;
}
