namespace Layerwise.OnnxRuntime.Tests.Networks;

[Layer(3, 5, Activation.Relu, LayerNormalization = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class LayerNormalized;

[Layer(3, 5, Activation.Relu, LayerNormalization = true, NormalizationEpsilon = 1e-3f, Order = LayerOrder.LinearActivateNormalize)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class LayerNormalizedBehind;

[Layer(3, 5, Activation.Identity, LayerNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
[Layer(5, 2, Activation.Relu, Order = LayerOrder.ActivateLinearAdd)]
internal sealed partial class LayerNormalizedInputs;

[Layer(3, 5, Activation.Silu, RmsNormalization = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class RmsNormalized;

[Layer(3, 5, Activation.Identity)]
[Layer(5, 5, Activation.Tanh, Residual = true, Repeat = 2)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class Residual;

[Layer(3, 5, Activation.Relu)]
[Layer(5, 5, Activation.Relu, BatchNormalization = true, Residual = true, Order = LayerOrder.LinearAddActivate)]
[Layer(5, 5, Activation.Relu, Residual = true, Order = LayerOrder.LinearAddActivate)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ResidualActivated;

[Layer(3, 5, Activation.Relu)]
[Layer(5, 4, Activation.Relu)]
[Layer(4, 5, Activation.Relu, Residual = true, ResidualSpan = 2, Order = LayerOrder.LinearAddActivate)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ResidualBlock;

[Layer(3, 5, Activation.Identity)]
[Layer(5, 4, Activation.Relu, BatchNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
[Layer(4, 5, Activation.Relu, BatchNormalization = true, Order = LayerOrder.ActivateLinearAdd, Residual = true, ResidualSpan = 2)]
[Layer(5, 4, Activation.Relu, BatchNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
[Layer(4, 5, Activation.Relu, BatchNormalization = true, Order = LayerOrder.ActivateLinearAdd, Residual = true, ResidualSpan = 2)]
[Layer(5, 2, Activation.Relu, Order = LayerOrder.ActivateLinearAdd)]
internal sealed partial class ResidualPreActivated;

[Layer(3, 5, Activation.Identity)]
[Layer(5, 8, Activation.Identity, LayerNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
[Layer(8, 5, Activation.Gelu, Order = LayerOrder.ActivateLinearAdd, Residual = true, ResidualSpan = 2)]
[Layer(5, 8, Activation.Identity, LayerNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
[Layer(8, 5, Activation.Gelu, Order = LayerOrder.ActivateLinearAdd, Residual = true, ResidualSpan = 2)]
[Layer(5, 2, Activation.Identity, LayerNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
internal sealed partial class ResidualLayerNormalized;

[Layer(3, 5, Activation.Identity)]
[Layer(5, 5, Activation.Silu, RmsNormalization = true, Order = LayerOrder.ActivateLinearAdd, Residual = true, Repeat = 2)]
[Layer(5, 2, Activation.Identity, RmsNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
internal sealed partial class ResidualRmsNormalized;

[Layer(3, 5, Activation.Identity)]
[Layer(5, 5, Activation.Relu, Residual = true)]
[Layer(5, 5, Activation.Identity, LayerNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
[Layer(5, 5, Activation.Relu, Residual = true)]
[Layer(5, 2, Activation.Identity, LayerNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
internal sealed partial class ResidualNormalizedSum;

[Layer(3, 5, Activation.Identity)]
[Layer(5, 5, Activation.Tanh)]
[Layer(5, 5, Activation.Tanh, Residual = true)]
[Layer(5, 5, Activation.Identity, Residual = true, ResidualSpan = 3)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ResidualNested;

[Layer(3, 4, Activation.Relu)]
[Layer(4, 3, Activation.Identity, Residual = true, ResidualSpan = 2)]
[Layer(3, 2, Activation.Identity)]
internal sealed partial class ResidualInputs;

[Layer(3, 5, Activation.Relu)]
[Layer(5, 2, Activation.Tanh, BatchNormalization = true, Order = LayerOrder.LinearActivateNormalize)]
internal sealed partial class NormalizedLast;

[Layer(3, 5, Activation.Relu)]
[Layer(5, 4, Activation.Relu, Residual = true, ResidualSpan = 2, Projection = true, LayerNormalization = true)]
[Layer(4, 2, Activation.Identity, Residual = true, Projection = true)]
internal sealed partial class ResidualProjected;

[Layer(3, 4, Activation.Relu)]
[Layer(4, 5, Activation.Relu, Residual = true, ResidualSpan = 2, Projection = true, Order = LayerOrder.LinearAddActivate)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ResidualProjectedBlock;

[Layer(3, 5, Activation.Tanh, Residual = true, Projection = true)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ResidualProjectedInputs;

[Layer(3, 5, Activation.Identity)]
[Layer(5, 8, Activation.Gelu)]
[Layer(8, 5, Activation.Identity, LayerNormalization = true, Residual = true, ResidualSpan = 2, Order = LayerOrder.LinearActivateAddNormalize)]
[Layer(5, 5, Activation.Relu, LayerNormalization = true, Residual = true, Order = LayerOrder.LinearActivateAddNormalize)]
[Layer(5, 5, Activation.Tanh, BatchNormalization = true, Residual = true, Order = LayerOrder.LinearActivateAddNormalize)]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class ResidualPostNormalized;

[Layer(3, 8, Activation.Gelu)]
[Layer(8, 3, Activation.Identity, RmsNormalization = true, Residual = true, ResidualSpan = 2, Order = LayerOrder.LinearActivateAddNormalize)]
internal sealed partial class ResidualPostNormalizedLast;
