namespace Layerwise.KilledRuns;

[Layer(8, 24, Activation.Tanh)]
[Layer(24, 4, Activation.Softmax)]
internal sealed partial class Network;
