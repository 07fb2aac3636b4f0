namespace Layerwise.OnnxRuntime.Tests.Networks;

[Layer(3, 5, Activation.Relu)]
[Layer(5, 4, Activation.Tanh, Order = LayerOrder.ActivateLinearAdd)]
[Layer(4, 5, Activation.LeakyRelu, Slope = 0.2f)]
[Layer(5, 4, Activation.Gelu, Order = LayerOrder.ActivateLinearAdd)]
[Layer(4, 5, Activation.Mish)]
[Layer(5, 2, Activation.HardSwish, Order = LayerOrder.ActivateLinearAdd)]
internal sealed partial class ActivatedTwice;

// Two in a row that are one as a curve.
[Layer(3, 5, Activation.Relu)]
[Layer(5, 4, Activation.Relu, Order = LayerOrder.ActivateLinearAdd)]
[Layer(4, 5, Activation.LeakyRelu, Slope = 0.5f)]
[Layer(5, 4, Activation.LeakyRelu, Slope = 0.2f, Order = LayerOrder.ActivateLinearAdd)]
[Layer(4, 5, Activation.LeakyRelu, Slope = 2)]
[Layer(5, 4, Activation.LeakyRelu, Slope = 0.5f, Order = LayerOrder.ActivateLinearAdd)]
[Layer(4, 5, Activation.Identity)]
[Layer(5, 2, Activation.Relu6, Order = LayerOrder.ActivateLinearAdd)]
internal sealed partial class ActivatedTwiceAlike;

// The bias of a layer with one unit looks like a part of what is behind it.
[Layer(3, 1, Activation.Relu)]
[Layer(1, 1, Activation.Tanh, Order = LayerOrder.ActivateLinearAdd)]
[Layer(1, 1, Activation.Relu)]
[Layer(1, 2, Activation.Relu6, Order = LayerOrder.ActivateLinearAdd)]
internal sealed partial class ActivatedTwiceOfOneUnit;

// What goes around begins between the two.
[Layer(3, 5, Activation.Relu)]
[Layer(5, 5, Activation.Relu6, Order = LayerOrder.ActivateLinearAdd, Residual = true)]
[Layer(5, 5, Activation.Sigmoid)]
[Layer(5, 5, Activation.Tanh, Order = LayerOrder.ActivateLinearAdd, Residual = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ActivatedTwiceAround;

// Activations that are another one with this slope.
[Layer(3, 5, Activation.LeakyRelu, Slope = 0)]
[Layer(5, 4, Activation.Elu, Slope = 0)]
[Layer(4, 5, Activation.LeakyRelu, Slope = 1)]
[Layer(5, 4, Activation.Identity)]
[Layer(4, 2, Activation.LeakyRelu, Slope = 1, Order = LayerOrder.ActivateLinearAdd)]
internal sealed partial class SlopesOfOthers;

[Layer(3, 3, Activation.GeluTanh, Residual = true, Order = LayerOrder.LinearAddActivate)]
[Layer(3, 2, Activation.Identity)]
internal sealed partial class ResidualGeluTanh;

// Without a residual connection it makes no difference which of the orders it is.
[Layer(3, 5, Activation.Selu, BatchNormalization = true, Order = LayerOrder.LinearActivateAddNormalize)]
[Layer(5, 4, Activation.Identity, BatchNormalization = true, Order = LayerOrder.LinearActivateNormalize)]
[Layer(4, 2, Activation.Identity, BatchNormalization = true, Order = LayerOrder.LinearActivateAddNormalize)]
internal sealed partial class NormalizedLastAlone;
