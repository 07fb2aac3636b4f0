using Layerwise;

namespace Libraries;

[Layer(2, 3, Activation.Tanh)]
[Layer(3, 1, Activation.Sigmoid)]
internal sealed partial class Gate;
