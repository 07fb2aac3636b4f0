namespace Layerwise.OnnxRuntime.Tests.Networks;

[Layer(3, 2, Activation.Identity)]
internal sealed partial class OneLayer;

[Layer(3, 5, Activation.Identity)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class TwoLinearLayers;

[Layer(3, 5, Activation.Relu)]
[Layer(5, 5, Activation.Relu, Repeat = 8)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Deep;

[Layer(3, 5, Activation.Tanh, Bias = false)]
[Layer(5, 2, Activation.Identity, Bias = false)]
internal sealed partial class NoBias;

[Layer(3, 1, Activation.Silu)]
[Layer(1, 1, Activation.Sigmoid)]
internal sealed partial class OneUnit;

[Layer(3, 5, Activation.Relu)]
[Layer(5, 1, Activation.Identity)]
internal sealed partial class OneOutput;

[Layer(4, 2, Activation.Identity)]
internal sealed partial class FourInputs;

[Layer(3, 5, Activation.Relu)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Relu;

[Layer(3, 5, Activation.LeakyRelu)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class LeakyRelu;

[Layer(3, 5, Activation.LeakyRelu, Slope = 0.3f)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class LeakyReluSteep;

[Layer(3, 5, Activation.Elu, Slope = 0.7f)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Elu;

[Layer(3, 5, Activation.Selu)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Selu;

[Layer(3, 5, Activation.Gelu)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Gelu;

[Layer(3, 5, Activation.GeluTanh)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class GeluTanh;

[Layer(3, 5, Activation.Silu)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Silu;

[Layer(3, 5, Activation.Mish)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Mish;

[Layer(3, 5, Activation.Softplus)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Softplus;

[Layer(3, 5, Activation.Softsign)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Softsign;

[Layer(3, 5, Activation.Sigmoid)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Sigmoid;

[Layer(3, 5, Activation.Tanh)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Tanh;

[Layer(3, 5, Activation.Relu, BatchNormalization = true, Order = LayerOrder.LinearActivateNormalize)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class NormalizedBehind;

[Layer(3, 5, Activation.Relu)]
[Layer(5, 2, Activation.Tanh)]
[Layer(2, 2, Activation.Identity)]
internal sealed partial class ScaledOutputs;

[Layer(3, 5, Activation.HardSigmoid)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class HardSigmoid;

[Layer(3, 5, Activation.HardSwish)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class HardSwish;

[Layer(3, 5, Activation.HardTanh)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class HardTanh;

[Layer(3, 5, Activation.Relu6)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Relu6;

[Layer(3, 5, Activation.PRelu)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class PRelu;

[Layer(3, 5, Activation.PRelu, SlopePerUnit = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class PReluPerUnit;

[Layer(3, 5, Activation.Relu)]
[Layer(5, 2, Activation.Softmax)]
internal sealed partial class Softmax;

[Layer(3, 5, Activation.Relu)]
[Layer(5, 2, Activation.LogSoftmax)]
internal sealed partial class LogSoftmax;

[Layer(3, 5, Activation.Relu, BatchNormalization = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Normalized;

[Layer(3, 5, Activation.Relu, BatchNormalization = true, Bias = false)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class NormalizedWithoutBias;
