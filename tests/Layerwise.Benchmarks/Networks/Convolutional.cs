namespace Layerwise.Benchmarks.Networks;

/// <summary>LeNet-5 (LeCun et al. 1998) with max pooling and rectifiers, as it is built today: 416,520 multiply-adds.</summary>
[Input(28, 28, 1)]
[Conv2D(1, 6, 5, Activation.Relu, Padding = Padding.Valid)]
[MaxPool2D(2)]
[Conv2D(6, 16, 5, Activation.Relu)]
[MaxPool2D(2)]
[Layer(256, 120, Activation.Relu)]
[Layer(120, 84, Activation.Relu)]
[Layer(84, 10, Activation.Softmax)]
public sealed partial class LeNet;
