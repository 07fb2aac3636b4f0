namespace Layerwise.Benchmarks.Networks;

// Eight equal layers, plain and with what keeps deeper networks trainable.

[Layer(64, 64, Activation.Relu, Repeat = 8)]
[Layer(64, 10, Activation.Identity)]
public sealed partial class Plain64;

[Layer(64, 64, Activation.Relu, Residual = true, Repeat = 8)]
[Layer(64, 10, Activation.Identity)]
public sealed partial class Residual64;

[Layer(64, 64, Activation.Relu, LayerNormalization = true, Repeat = 8)]
[Layer(64, 10, Activation.Identity)]
public sealed partial class LayerNormalized64;

[Layer(64, 64, Activation.Relu, RmsNormalization = true, Repeat = 8)]
[Layer(64, 10, Activation.Identity)]
public sealed partial class RmsNormalized64;

[Layer(64, 64, Activation.Relu, Order = LayerOrder.ActivateLinearAdd, LayerNormalization = true, Residual = true, Repeat = 8)]
[Layer(64, 10, Activation.Identity)]
public sealed partial class PreActivated64;

[Layer(256, 256, Activation.Relu, Repeat = 8)]
[Layer(256, 10, Activation.Identity)]
public sealed partial class Plain256;

[Layer(256, 256, Activation.Relu, Residual = true, Repeat = 8)]
[Layer(256, 10, Activation.Identity)]
public sealed partial class Residual256;

[Layer(256, 256, Activation.Relu, LayerNormalization = true, Repeat = 8)]
[Layer(256, 10, Activation.Identity)]
public sealed partial class LayerNormalized256;

[Layer(256, 256, Activation.Relu, RmsNormalization = true, Repeat = 8)]
[Layer(256, 10, Activation.Identity)]
public sealed partial class RmsNormalized256;

[Layer(256, 256, Activation.Relu, Order = LayerOrder.ActivateLinearAdd, LayerNormalization = true, Residual = true, Repeat = 8)]
[Layer(256, 10, Activation.Identity)]
public sealed partial class PreActivated256;

// A policy and a value: one trunk with two outputs, one output as wide as both, and two networks.

[Layer(8, 64, Activation.Tanh)]
[Layer(64, 64, Activation.Tanh)]
[Output("Policy", 64, 4, Activation.Identity)]
[Output("Value", 64, 1, Activation.Identity)]
public sealed partial class TwoHeads;

[Layer(8, 64, Activation.Tanh)]
[Layer(64, 64, Activation.Tanh)]
[Layer(64, 5, Activation.Identity)]
public sealed partial class OneWideHead;

[Layer(8, 64, Activation.Tanh)]
[Layer(64, 64, Activation.Tanh)]
[Layer(64, 1, Activation.Identity)]
public sealed partial class ValueAlone;

// Four equal convolutions, plain and with each normalization.

[Input(16, 16, 32)]
[Conv2D(32, 32, 3, Activation.Relu, Padding = Padding.Same, Repeat = 4)]
[GlobalAveragePool]
[Layer(32, 10, Activation.Identity)]
public sealed partial class PlainPicture;

[Input(16, 16, 32)]
[Conv2D(32, 32, 3, Activation.Relu, Padding = Padding.Same, BatchNormalization = true, Bias = false, Repeat = 4)]
[GlobalAveragePool]
[Layer(32, 10, Activation.Identity)]
public sealed partial class BatchNormalizedPicture;

[Input(16, 16, 32)]
[Conv2D(32, 32, 3, Activation.Relu, Padding = Padding.Same, LayerNormalization = true, Repeat = 4)]
[GlobalAveragePool]
[Layer(32, 10, Activation.Identity)]
public sealed partial class LayerNormalizedPicture;

[Input(16, 16, 32)]
[Conv2D(32, 32, 3, Activation.Relu, Padding = Padding.Same, GroupNormalization = 8, Repeat = 4)]
[GlobalAveragePool]
[Layer(32, 10, Activation.Identity)]
public sealed partial class GroupNormalizedPicture;

[Input(16, 16, 32)]
[Conv2D(32, 32, 3, Activation.Relu, Padding = Padding.Same, GroupNormalization = 32, Bias = false, Repeat = 4)]
[GlobalAveragePool]
[Layer(32, 10, Activation.Identity)]
public sealed partial class InstanceNormalizedPicture;
