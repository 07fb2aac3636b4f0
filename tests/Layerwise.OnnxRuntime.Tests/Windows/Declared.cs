namespace Layerwise.OnnxRuntime.Tests.Windows;

[Input(14, 12, 3)]
[Conv2D(3, 5, 3, Activation.Relu)]
[MaxPool2D(2)]
[Conv2D(5, 7, 2, 3, Activation.Relu)]
[Layer(105, 9, Activation.Relu)]
[Layer(9, 4, Activation.Identity)]
internal sealed partial class TorchLeNet;

[Input(9, 9, 3)]
[Conv2D(3, 8, 3, Activation.Relu6, ZeroPadding = 1, Stride = 2)]
[Conv2D(8, 16, 1, Activation.Relu6)]
[Conv2D(16, 16, 3, Activation.Relu6, ZeroPadding = 1, Groups = 16)]
[Conv2D(16, 8, 1, Activation.Identity, Residual = true, ResidualSpan = 3)]
[GlobalAveragePool]
[Layer(8, 4, Activation.Softmax)]
internal sealed partial class TorchMobileNet;

[Input(20, 4)]
[Conv1D(4, 6, 5, Activation.Tanh, ZeroPadding = 4, Dilation = 2)]
[Conv1D(6, 6, 3, Activation.Sigmoid, Padding = Padding.Same, Groups = 2, Residual = true)]
[MaxPool1D(2)]
[AveragePool1D(3)]
[Layer(18, 3, Activation.Identity)]
internal sealed partial class TorchSignal;

[Input(7, 7, 3)]
[Conv2D(3, 4, 3, Activation.Identity, ZeroPadding = 1)]
[Conv2D(4, 4, 3, Activation.Relu, ZeroPadding = 1, BatchNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
[Conv2D(4, 4, 3, Activation.Relu, ZeroPadding = 1, BatchNormalization = true, Order = LayerOrder.ActivateLinearAdd, Residual = true, ResidualSpan = 2)]
[Conv2D(4, 4, 1, Activation.Relu, Groups = 4, BatchNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
[GlobalAveragePool]
[Layer(4, 3, Activation.Identity)]
internal sealed partial class TorchPreActivation;

[Input(9, 8, 3)]
[Conv2D(3, 4, 3, Activation.Relu, Padding = Padding.Same, Stride = 2)]
[MaxPool2D(2, Padding = Padding.Same)]
[Conv2D(4, 4, 3, Activation.Relu, Padding = Padding.Same, Groups = 4)]
[Layer(24, 5, Activation.Identity)]
internal sealed partial class KerasPicture;

[Input(12, 3)]
[Conv1D(3, 4, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 2)]
[Conv1D(4, 5, 2, Activation.Identity, Padding = Padding.Causal)]
[GlobalAveragePool]
[Layer(5, 2, Activation.Identity)]
internal sealed partial class KerasSignal;

[Input(12, 2)]
[Conv1D(2, 4, 3, Activation.Relu, Padding = Padding.Causal, Dilation = 2)]
[Conv1D(4, 4, 2, Activation.Tanh, Padding = Padding.Causal, Residual = true, BatchNormalization = true)]
[Layer(48, 2, Activation.Identity)]
internal sealed partial class TorchCausal;
