namespace Layerwise.Analyzers.Tests.SoundDesigns;

/// <summary>Networks that give numbers: regression, autoencoders, generators, physics and building blocks of language models.</summary>
// The initializer that a framework gives to whoever writes none is not written here either.
internal static class Regressors
{
    public static SoundDesign[] All { get; } =
    [
        new(
            "LinearRegression",
            "Zhang et al., Dive into Deep Learning, section 3.5: weights from N(0, 0.01)",
            """
            [Layer(2, 1, Activation.Identity, Init.RandomNormal, InitScale = 0.01f)]
            """),
        new(
            "FuelEfficiency",
            "TensorFlow tutorials, keras/regression: Auto MPG, 64-64 ReLU",
            """
            [Layer(9, 64, Activation.Relu)]
            [Layer(64, 64, Activation.Relu)]
            [Layer(64, 1, Activation.Identity, Init.XavierUniform)]
            """),
        new(
            "BostonHousing",
            "Chollet 2017, Deep Learning with Python, section 3.6",
            """
            [Layer(13, 64, Activation.Relu)]
            [Layer(64, 64, Activation.Relu)]
            [Layer(64, 1, Activation.Identity, Init.XavierUniform)]
            """),
        new(
            "BurgersEquation",
            "Raissi, Perdikaris, Karniadakis 2019, Physics-informed neural networks, Burgers' equation: eight layers of 20 tanh, Xavier",
            """
            [Layer(2, 20, Activation.Tanh, Init.XavierNormal)]
            [Layer(20, 20, Activation.Tanh, Init.XavierNormal)]
            [Layer(20, 20, Activation.Tanh, Init.XavierNormal)]
            [Layer(20, 20, Activation.Tanh, Init.XavierNormal)]
            [Layer(20, 20, Activation.Tanh, Init.XavierNormal)]
            [Layer(20, 20, Activation.Tanh, Init.XavierNormal)]
            [Layer(20, 20, Activation.Tanh, Init.XavierNormal)]
            [Layer(20, 20, Activation.Tanh, Init.XavierNormal)]
            [Layer(20, 1, Activation.Identity, Init.XavierNormal)]
            """),
        new(
            "ImageRegression",
            "Tancik et al. 2020, Fourier Features Let Networks Learn High Frequency Functions: four layers of 256 ReLU, a sigmoid for colours",
            """
            [Network(Loss = Loss.MeanSquaredError)]
            [Layer(512, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 3, Activation.Sigmoid, Init.XavierNormal)]
            """),
        new(
            "InstantDensity",
            "Mueller et al. 2022, Instant Neural Graphics Primitives, section 5.4: one hidden layer of 64",
            """
            [Layer(32, 64, Activation.Relu)]
            [Layer(64, 16, Activation.Identity, Init.XavierUniform)]
            """),
        new(
            "SimpleAutoencoder",
            "Chollet, Building Autoencoders in Keras: 784-32-784",
            """
            [Layer(784, 32, Activation.Relu, Init.XavierUniform)]
            [Layer(32, 784, Activation.Sigmoid, Init.XavierUniform)]
            """),
        new(
            "DeepAutoencoder",
            "Chollet, Building Autoencoders in Keras: 784-128-64-32-64-128-784",
            """
            [Layer(784, 128, Activation.Relu)]
            [Layer(128, 64, Activation.Relu)]
            [Layer(64, 32, Activation.Relu)]
            [Layer(32, 64, Activation.Relu)]
            [Layer(64, 128, Activation.Relu)]
            [Layer(128, 784, Activation.Sigmoid, Init.XavierUniform)]
            """),
        new(
            "PrincipalComponents",
            "Baldi and Hornik 1989, Neural networks and principal component analysis: a linear bottleneck",
            """
            [Layer(64, 8, Activation.Identity, Init.XavierNormal)]
            [Layer(8, 64, Activation.Identity, Init.XavierNormal)]
            """),
        new(
            "VariationalDecoder",
            "Kingma and Welling 2014, Auto-Encoding Variational Bayes, section 5: 500 tanh, a Bernoulli output, weights from N(0, 0.01)",
            """
            [Layer(20, 500, Activation.Tanh, Init.RandomNormal, InitScale = 0.1f)]
            [Layer(500, 784, Activation.Sigmoid, Init.RandomNormal, InitScale = 0.1f)]
            """),
        new(
            "GanGenerator",
            "Linder-Noren, PyTorch-GAN, gan.py, after Goodfellow et al. 2014: leaky ReLU of 0.2, batch normalization from the second layer",
            """
            [Layer(100, 128, Activation.LeakyRelu, Init.Uniform, Slope = 0.2f)]
            [Layer(128, 256, Activation.LeakyRelu, Init.Uniform, Slope = 0.2f, BatchNormalization = true)]
            [Layer(256, 512, Activation.LeakyRelu, Init.Uniform, Slope = 0.2f, BatchNormalization = true)]
            [Layer(512, 1024, Activation.LeakyRelu, Init.Uniform, Slope = 0.2f, BatchNormalization = true)]
            [Layer(1024, 784, Activation.Tanh, Init.Uniform)]
            """),
        new(
            "GanDiscriminator",
            "Linder-Noren, PyTorch-GAN, gan.py",
            """
            [Layer(784, 512, Activation.LeakyRelu, Init.Uniform, Slope = 0.2f)]
            [Layer(512, 256, Activation.LeakyRelu, Init.Uniform, Slope = 0.2f)]
            [Layer(256, 1, Activation.Sigmoid, Init.Uniform)]
            """),
        new(
            "BertFeedForward",
            "Devlin et al. 2019, BERT; its feed-forward block: 768-3072-768, GELU, truncated normal of 0.02",
            """
            [Layer(768, 3072, Activation.Gelu, Init.TruncatedNormal, InitScale = 0.02f)]
            [Layer(3072, 768, Activation.Identity, Init.TruncatedNormal, InitScale = 0.02f)]
            """),
        new(
            "Gpt2FeedForward",
            "Radford et al. 2019, Language Models are Unsupervised Multitask Learners; its feed-forward block: normal of 0.02",
            """
            [Layer(768, 3072, Activation.GeluTanh, Init.RandomNormal, InitScale = 0.02f)]
            [Layer(3072, 768, Activation.Identity, Init.RandomNormal, InitScale = 0.02f)]
            """),
        new(
            "LowRankAdapter",
            "Hu et al. 2021, LoRA: a random projection to rank 8, and zeros back",
            """
            [Layer(768, 8, Activation.Identity, Init.HeUniform)]
            [Layer(8, 768, Activation.Identity, Init.Zeros)]
            """),
    ];
}
