namespace Layerwise.Analyzers.Tests.SoundDesigns;

/// <summary>Small convolutional networks from papers and tutorials.</summary>
internal static class Convolutional
{
    public static SoundDesign[] All { get; } =
    [
        new(
            "LeNet5",
            "LeCun, Bottou, Bengio, Haffner 1998, Gradient-Based Learning Applied to Document Recognition, with rectifiers and max pooling as it is built today",
            """
            [Input(28, 28, 1)]
            [Conv2D(1, 6, 5, Activation.Relu)]
            [MaxPool2D(2)]
            [Conv2D(6, 16, 5, Activation.Relu)]
            [MaxPool2D(2)]
            [Layer(256, 120, Activation.Relu)]
            [Layer(120, 84, Activation.Relu)]
            [Layer(84, 10, Activation.Softmax)]
            """),
        new(
            "KerasMnist",
            "Keras, code example \"Simple MNIST convnet\"",
            """
            [Input(28, 28, 1)]
            [Conv2D(1, 32, 3, Activation.Relu)]
            [MaxPool2D(2)]
            [Conv2D(32, 64, 3, Activation.Relu)]
            [MaxPool2D(2)]
            [Layer(1600, 10, Activation.Softmax)]
            """),
        new(
            "DsCnn",
            "Zhang, Suda, Lai, Chandra 2017, Hello Edge: Keyword Spotting on Microcontrollers; MLPerf Tiny",
            """
            [Input(49, 10, 1)]
            [Conv2D(1, 64, 10, 4, Activation.Relu, Stride = 2, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
            [Conv2D(64, 64, 3, Activation.Relu, Groups = 64, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
            [Conv2D(64, 64, 1, Activation.Relu, BatchNormalization = true, Bias = false)]
            [Conv2D(64, 64, 3, Activation.Relu, Groups = 64, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
            [Conv2D(64, 64, 1, Activation.Relu, BatchNormalization = true, Bias = false)]
            [GlobalAveragePool]
            [Layer(64, 12, Activation.Softmax)]
            """),
        new(
            "TinyConv",
            "TensorFlow Lite for Microcontrollers, example micro_speech: one convolution and one dense layer",
            """
            [Input(49, 40, 1)]
            [Conv2D(1, 8, 10, 8, Activation.Relu, Stride = 2, Padding = Padding.Same)]
            [Layer(4000, 4, Activation.Softmax)]
            """),
        new(
            "TimeSeriesFcn",
            "Wang, Yan, Oates 2017, Time Series Classification from Scratch with Deep Neural Networks: a strong baseline",
            """
            [Input(128, 1)]
            [Conv1D(1, 128, 8, Activation.Relu, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
            [Conv1D(128, 256, 5, Activation.Relu, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
            [Conv1D(256, 128, 3, Activation.Relu, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
            [GlobalAveragePool]
            [Layer(128, 5, Activation.Softmax)]
            """),
        new(
            "TimeSeriesResNet",
            "The same paper: a residual network, of one block here",
            """
            [Input(128, 6)]
            [Conv1D(6, 64, 7, Activation.Relu, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
            [Conv1D(64, 64, 5, Activation.Relu, Padding = Padding.Same, BatchNormalization = true, Bias = false)]
            [Conv1D(64, 64, 3, Activation.Relu, Padding = Padding.Same, BatchNormalization = true, Bias = false, Residual = true, ResidualSpan = 2)]
            [GlobalAveragePool]
            [Layer(64, 6, Activation.Softmax)]
            """),
        new(
            "CifarNet",
            "Krizhevsky 2010, Convolutional Deep Belief Networks on CIFAR-10; TensorFlow tutorial \"Convolutional Neural Network\"",
            """
            [Input(32, 32, 3)]
            [Conv2D(3, 32, 3, Activation.Relu)]
            [MaxPool2D(2)]
            [Conv2D(32, 64, 3, Activation.Relu)]
            [MaxPool2D(2)]
            [Conv2D(64, 64, 3, Activation.Relu)]
            [Layer(1024, 64, Activation.Relu)]
            [Layer(64, 10, Activation.Softmax)]
            """),
        new(
            "HarCnn",
            "Ronao, Cho 2016, Human activity recognition with smartphone sensors using deep learning neural networks",
            """
            [Input(128, 6)]
            [Conv1D(6, 96, 9, Activation.Relu)]
            [MaxPool1D(3)]
            [Conv1D(96, 192, 9, Activation.Relu)]
            [MaxPool1D(3)]
            [Layer(1920, 1000, Activation.Relu)]
            [Layer(1000, 6, Activation.Softmax)]
            """),
        new(
            "WaveNetLike",
            "van den Oord et al. 2016, WaveNet: dilated causal convolutions, as audio effects use them (Wright et al. 2019)",
            """
            [Network(Loss = Loss.MeanSquaredError)]
            [Input(64, 1)]
            [Conv1D(1, 16, 3, Activation.Tanh, Padding = Padding.Causal)]
            [Conv1D(16, 16, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 2, Residual = true)]
            [Conv1D(16, 16, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 4, Residual = true)]
            [Conv1D(16, 16, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 8, Residual = true)]
            [Conv1D(16, 1, 1, Activation.Identity)]
            """),
        new(
            "DqnCnn",
            "Mnih et al. 2015, Human-level control through deep reinforcement learning: strides in place of pooling",
            """
            [Network(Loss = Loss.Huber)]
            [Input(84, 84, 4)]
            [Conv2D(4, 32, 8, Activation.Relu, Stride = 4)]
            [Conv2D(32, 64, 4, Activation.Relu, Stride = 2)]
            [Conv2D(64, 64, 3, Activation.Relu)]
            [Layer(3136, 512, Activation.Relu)]
            [Layer(512, 4, Activation.Identity)]
            """),
    ];
}
