using Layerwise;

namespace Layerwise.Benchmarks.Networks;

[Layer(4, 8, Activation.Tanh)]
[Layer(8, 3, Activation.Tanh)]
public sealed partial class Net4X8X3;

[Layer(16, 32, Activation.Relu)]
[Layer(32, 32, Activation.Tanh)]
[Layer(32, 1, Activation.Identity)]
public sealed partial class Net16X32X32X1;

[Layer(64, 32, Activation.Relu)]
[Layer(32, 10, Activation.Softmax)]
public sealed partial class Net64X32X10;

[Layer(784, 128, Activation.Relu)]
[Layer(128, 10, Activation.Softmax)]
public sealed partial class Net784X128X10;

[Layer(784, 256, Activation.Relu)]
[Layer(256, 128, Activation.Relu)]
[Layer(128, 10, Activation.Softmax)]
public sealed partial class Net784X256X128X10;

/// <summary>The XOR network: almost nothing to compute, so what is left is the cost of a call.</summary>
[Layer(2, 8, Activation.Tanh)]
[Layer(8, 1, Activation.Sigmoid)]
public sealed partial class Net2X8X1;

/// <summary>Weights that fit no cache but the last.</summary>
[Layer(1024, 4096, Activation.Relu)]
[Layer(4096, 1024, Activation.Identity)]
public sealed partial class Wide;

/// <summary>As many layers as anyone stacks by hand, of one shape.</summary>
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Relu)]
[Layer(64, 64, Activation.Identity)]
public sealed partial class Deep;
