namespace Layerwise.Analyzers.Tests.SoundDesigns;

/// <summary>Networks with a memory, with several outputs, and with connections around their layers.</summary>
internal static class Sequences
{
    public static SoundDesign[] All { get; } =
    [
        new(
            "ElmanNetwork",
            "Elman 1990, Finding Structure in Time: one layer whose units see themselves a step before",
            """
            [Input(20, 10)]
            [Rnn(10, 32)]
            [Layer(32, 10, Activation.Softmax)]
            """),
        new(
            "IdentityRnn",
            "Le, Jaitly, Hinton 2015, A Simple Way to Initialize Recurrent Networks of Rectified Linear Units: the rows of MNIST, 100 units",
            """
            [Input(28, 28)]
            [Rnn(28, 100, Activation.Relu, RecurrentInit = Init.Identity, LastStepOnly = true)]
            [Layer(100, 10, Activation.Softmax)]
            """),
        new(
            "StackedLstm",
            "Keras documentation, Working with RNNs; two LSTM layers of 50 with dropout, as tutorials forecast prices and temperatures",
            """
            [Input(60, 5)]
            [Lstm(5, 50, Dropout = 0.2f)]
            [Lstm(50, 50, LastStepOnly = true, Dropout = 0.2f)]
            [Layer(50, 1, Activation.Identity)]
            """),
        new(
            "Tagger",
            "Cho et al. 2014, Learning Phrase Representations using RNN Encoder-Decoder: its gated unit, a class at each step",
            """
            [Input(30, 50)]
            [Gru(50, 64)]
            [Layer(64, 17, Activation.Softmax)]
            """),
        new(
            "RnNoise",
            "Valin 2018, A Hybrid DSP/Deep Learning Approach to Real-Time Full-Band Speech Enhancement: its three gated layers one behind the other, gains of 22 bands",
            """
            [Input(100, 42)]
            [Layer(42, 24, Activation.Tanh)]
            [Gru(24, 24)]
            [Gru(24, 48)]
            [Gru(48, 96)]
            [Layer(96, 22, Activation.Sigmoid)]
            """),
        new(
            "AmplifierLstm",
            "Wright et al. 2019, Real-Time Black-Box Modelling with Recurrent Neural Networks",
            """
            [Input(2048, 1)]
            [Lstm(1, 40)]
            [Layer(40, 1, Activation.Identity)]
            """),
        new(
            "TemporalConvolutions",
            "Bai, Kolter, Koltun 2018, An Empirical Evaluation of Generic Convolutional and Recurrent Networks for Sequence Modeling: kernels of 7, 25 filters",
            """
            [Network(Streaming = true)]
            [Input(256, 1)]
            [Conv1D(1, 25, 7, Activation.Relu, Padding = Padding.Causal, Residual = true, Projection = true)]
            [Conv1D(25, 25, 7, Activation.Relu, Padding = Padding.Causal, Dilation = 2, Dropout = 0.05f, Residual = true)]
            [Conv1D(25, 25, 7, Activation.Relu, Padding = Padding.Causal, Dilation = 4, Dropout = 0.05f, Residual = true)]
            [Conv1D(25, 25, 7, Activation.Relu, Padding = Padding.Causal, Dilation = 8, Dropout = 0.05f, Residual = true)]
            [Layer(25, 1, Activation.Identity)]
            """),
        new(
            "VariationalEncoder",
            "Kingma, Welling 2014, Auto-Encoding Variational Bayes; 784-400, mean and logarithm of the variance, as PyTorch's example has it",
            """
            [Layer(784, 400, Activation.Relu)]
            [Output("Mean", 400, 20, Activation.Identity)]
            [Output("LogVariance", 400, 20, Activation.Identity)]
            """),
        new(
            "SoftActor",
            "Haarnoja et al. 2018, Soft Actor-Critic: 256-256 ReLU, mean and logarithm of the deviation of each action",
            """
            [Layer(11, 256, Activation.Relu)]
            [Layer(256, 256, Activation.Relu)]
            [Output("Mean", 256, 3, Activation.Identity)]
            [Output("LogDeviation", 256, 3, Activation.Identity)]
            """),
        new(
            "TabularResNet",
            "Gorishniy et al. 2021, Revisiting Deep Learning Models for Tabular Data: normalization, ReLU and weights within each connection",
            """
            [Layer(32, 128, Activation.Identity)]
            [Layer(128, 128, Activation.Relu, Order = LayerOrder.ActivateLinearAdd, LayerNormalization = true, Residual = true, Repeat = 16)]
            [Layer(128, 1, Activation.Identity)]
            """),
    ];
}
