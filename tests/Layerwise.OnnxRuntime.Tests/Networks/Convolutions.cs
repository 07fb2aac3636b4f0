namespace Layerwise.OnnxRuntime.Tests.Networks;

[Input(28, 28, 1)]
[Conv2D(1, 6, 5, Activation.Relu)]
[MaxPool2D(2)]
[Conv2D(6, 16, 5, Activation.Relu)]
[MaxPool2D(2)]
[Layer(256, 120, Activation.Relu)]
[Layer(120, 84, Activation.Relu)]
[Layer(84, 10, Activation.Softmax)]
internal sealed partial class LeNet;

[Input(49, 10, 1)]
[Conv2D(1, 8, 10, 4, Activation.Relu, Stride = 2, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
[Conv2D(8, 8, 3, Activation.Relu6, Groups = 8, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
[Conv2D(8, 12, 1, Activation.Relu, BatchNormalization = true)]
[GlobalAveragePool]
[Layer(12, 5, Activation.Identity)]
internal sealed partial class Depthwise;

[Input(20, 6)]
[Conv1D(6, 8, 7, Activation.Relu, Stride = 2, ZeroPadding = 3)]
[Conv1D(8, 8, 3, Activation.Relu, Padding = Padding.Same, Residual = true, Order = LayerOrder.LinearAddActivate, BatchNormalization = true)]
[Conv1D(8, 12, 3, Activation.Relu, ZeroPadding = 1, Stride = 2, BatchNormalization = true)]
[Conv1D(12, 12, 3, Activation.Relu, ZeroPadding = 1, ResidualSpan = 2, Residual = true, Projection = true, Order = LayerOrder.LinearAddActivate)]
[GlobalAveragePool]
[Layer(12, 6, Activation.Identity)]
internal sealed partial class SignalResidual;

[Input(9, 3)]
[Conv1D(3, 4, 3, Activation.Tanh, Dilation = 2, Padding = Padding.Causal)]
[Conv1D(4, 6, 2, Activation.Sigmoid, Padding = Padding.Causal, Groups = 2)]
internal sealed partial class Causal;

[Input(7, 8, 3)]
[Conv2D(3, 4, 2, 3, Activation.LeakyRelu, Padding = Padding.Same, Dilation = 2)]
[AveragePool2D(3, Stride = 2, Padding = Padding.Same)]
[Conv2D(4, 6, 3, Activation.Elu, Padding = Padding.Same, Groups = 2)]
[MaxPool2D(2, Padding = Padding.Same)]
[Layer(24, 3, Activation.Tanh)]
internal sealed partial class SamePadding;

[Input(11, 2)]
[AveragePool1D(2)]
[Conv1D(2, 4, 2, Activation.Relu)]
[MaxPool1D(3, Stride = 1)]
[AveragePool1D(2, Stride = 1, Padding = Padding.Same)]
[Layer(8, 8, Activation.Relu, Residual = true)]
[Layer(8, 3, Activation.Relu, Residual = true, ResidualSpan = 2, Projection = true)]
[Layer(3, 2, Activation.Identity)]
internal sealed partial class SignalPooling;

[Input(5, 4, 3)]
[Conv2D(3, 6, 2, Activation.Softmax)]
[Conv2D(6, 4, 2, Activation.PRelu, SlopePerUnit = true)]
[Conv2D(4, 4, 1, Activation.Gelu, LayerNormalization = true)]
[Conv2D(4, 4, 1, Activation.Silu, RmsNormalization = true, Order = LayerOrder.ActivateLinearAdd, Residual = true)]
internal sealed partial class ByPosition;

[Input(4, 4, 3)]
[Conv2D(3, 5, 3, Activation.Identity)]
[Layer(20, 6, Activation.PRelu, BatchNormalization = true, SlopePerUnit = true, Order = LayerOrder.ActivateLinearAdd)]
[Layer(6, 2, Activation.Identity)]
internal sealed partial class ActivatedBehindPositions;

[Input(6, 5, 3)]
[Conv2D(3, 8, 3, Activation.Relu, Padding = Padding.Same, GroupNormalization = 4)]
[Conv2D(8, 8, 3, Activation.Gelu, Padding = Padding.Same, GroupNormalization = 2, NormalizationEpsilon = 1e-3f, Order = LayerOrder.ActivateLinearAdd, Residual = true)]
[Conv2D(8, 6, 2, Activation.Tanh, GroupNormalization = 1)]
[Conv2D(6, 6, 2, Activation.LeakyRelu, GroupNormalization = 6, Order = LayerOrder.LinearActivateNormalize)]
[GlobalAveragePool]
[Layer(6, 3, Activation.Softmax)]
internal sealed partial class GroupsOfPicture;

[Input(9, 2)]
[Conv1D(2, 6, 3, Activation.Relu, GroupNormalization = 3)]
[Conv1D(6, 6, 3, Activation.Tanh, Padding = Padding.Same, GroupNormalization = 6, Residual = true, Order = LayerOrder.LinearAddActivate)]
[Layer(42, 2, Activation.Identity)]
internal sealed partial class GroupsOfSignal;

[Input(5, 3)]
[Conv1D(3, 4, 5, Activation.Relu, Residual = true, Projection = true)]
[Layer(4, 2, Activation.Identity)]
internal sealed partial class ProjectedToOnePosition;

[Input(9, 2)]
[Conv1D(2, 6, 5, Activation.Tanh, Dilation = 2)]
[AveragePool1D(1)]
[Conv1D(6, 5, 3, Activation.Relu, Padding = Padding.Same)]
[Conv1D(5, 3, 1, Activation.Relu)]
internal sealed partial class PooledToOnePosition;

[Input(4, 2)]
[AveragePool1D(4)]
[Conv1D(2, 3, 1, Activation.Relu)]
internal sealed partial class PooledWhole;
