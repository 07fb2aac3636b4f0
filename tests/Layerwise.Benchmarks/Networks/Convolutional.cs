namespace Layerwise.Benchmarks.Networks;

/// <summary>LeNet-5 (LeCun et al. 1998) with rectifiers and max pooling, as it is built today.</summary>
[Input(28, 28, 1)]
[Conv2D(1, 6, 5, Activation.Relu, Padding = Padding.Same)]
[MaxPool2D(2)]
[Conv2D(6, 16, 5, Activation.Relu)]
[MaxPool2D(2)]
[Layer(400, 120, Activation.Relu)]
[Layer(120, 84, Activation.Relu)]
[Layer(84, 10, Activation.Softmax)]
public sealed partial class LeNet;

/// <summary>DS-CNN (Zhang et al. 2017, Hello Edge): keywords in 49 × 10 coefficients, by four blocks of a depthwise and a pointwise convolution.</summary>
[Input(49, 10, 1)]
[Conv2D(1, 64, 10, 4, Activation.Relu, Stride = 2, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
[Conv2D(64, 64, 3, Activation.Relu, Groups = 64, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
[Conv2D(64, 64, 1, Activation.Relu, BatchNormalization = true, Bias = false)]
[Conv2D(64, 64, 3, Activation.Relu, Groups = 64, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
[Conv2D(64, 64, 1, Activation.Relu, BatchNormalization = true, Bias = false)]
[Conv2D(64, 64, 3, Activation.Relu, Groups = 64, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
[Conv2D(64, 64, 1, Activation.Relu, BatchNormalization = true, Bias = false)]
[Conv2D(64, 64, 3, Activation.Relu, Groups = 64, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
[Conv2D(64, 64, 1, Activation.Relu, BatchNormalization = true, Bias = false)]
[GlobalAveragePool]
[Layer(64, 12, Activation.Softmax)]
public sealed partial class DsCnn;

/// <summary>A residual network over a signal of six channels: three blocks of two convolutions.</summary>
[Input(128, 6)]
[Conv1D(6, 32, 7, Activation.Relu, Stride = 2, Padding = Padding.Same)]
[Conv1D(32, 32, 3, Activation.Relu, Padding = Padding.Same)]
[Conv1D(32, 32, 3, Activation.Relu, Padding = Padding.Same, Residual = true, ResidualSpan = 2, Order = LayerOrder.LinearAddActivate)]
[Conv1D(32, 32, 3, Activation.Relu, Padding = Padding.Same)]
[Conv1D(32, 32, 3, Activation.Relu, Padding = Padding.Same, Residual = true, ResidualSpan = 2, Order = LayerOrder.LinearAddActivate)]
[Conv1D(32, 32, 3, Activation.Relu, Padding = Padding.Same)]
[Conv1D(32, 32, 3, Activation.Relu, Padding = Padding.Same, Residual = true, ResidualSpan = 2, Order = LayerOrder.LinearAddActivate)]
[GlobalAveragePool]
[Layer(32, 6, Activation.Softmax)]
public sealed partial class SignalResNet;
