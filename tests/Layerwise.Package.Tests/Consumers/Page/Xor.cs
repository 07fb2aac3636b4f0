using Layerwise;

namespace Pages;

[Layer(2, 8, Activation.Tanh)]
[Layer(8, 1, Activation.Sigmoid)]
public sealed partial class Xor;
