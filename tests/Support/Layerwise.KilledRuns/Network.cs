namespace Layerwise.KilledRuns;

[Layer(8, 24, Activation.Tanh)]
[Layer(24, 4, Activation.Softmax)]
internal sealed partial class Network;

[Input(8, 2)]
[Gru(2, 6)]
[Layer(6, 1, Activation.Identity)]
internal sealed partial class Stream;
