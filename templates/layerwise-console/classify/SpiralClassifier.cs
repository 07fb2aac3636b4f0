using Layerwise;

namespace LayerwiseConsole;

/// <summary>Tells on which of three spiral arms a point lies: x and y in, the probability of each arm out. The compiler writes the rest.</summary>
[Layer(2, 32, Activation.Tanh)]
[Layer(32, 32, Activation.Relu)]
[Layer(32, 3, Activation.Softmax)]
public sealed partial class SpiralClassifier;
