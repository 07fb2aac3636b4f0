namespace Layerwise.OnnxRuntime.Tests.Networks;

[Network(Inputs = InputScaling.Standardize, Targets = TargetScaling.Standardize)]
[Layer(3, 8, Activation.Tanh)]
[Layer(8, 2, Activation.Identity)]
internal sealed partial class Scaled;

[Network(Inputs = InputScaling.MinMax)]
[Layer(3, 8, Activation.Relu, BatchNormalization = true, Bias = false)]
[Layer(8, 2, Activation.Softmax)]
internal sealed partial class ScaledNormalized;
