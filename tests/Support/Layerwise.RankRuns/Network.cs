namespace Layerwise.RankRuns;

[Layer(8, 128, Activation.Tanh, Dropout = 0.1f)]
[Layer(128, 64, Activation.Relu)]
[Layer(64, 4, Activation.Softmax)]
internal sealed partial class Network;
