namespace Layerwise.Analyzers.Tests.SoundDesigns;

/// <summary>Networks that tell classes apart, from papers and from the tutorials of Keras, TensorFlow, PyTorch and scikit-learn.</summary>
// The initializer that a framework gives to whoever writes none is not written here either.
internal static class Classifiers
{
    public static SoundDesign[] All { get; } =
    [
        new(
            "SoftmaxRegression",
            "Bishop 2006, Pattern Recognition and Machine Learning, section 4.3.4; TensorFlow 1 tutorial \"MNIST For ML Beginners\": weights of zero",
            """
            [Layer(784, 10, Activation.Softmax, Init.Zeros)]
            """),
        new(
            "LogisticRegression",
            "Ng, Machine Learning Specialization, course 1, week 3: weights of zero",
            """
            [Layer(2, 1, Activation.Sigmoid, Init.Zeros)]
            """),
        new(
            "LeNet300",
            "LeCun, Bottou, Bengio, Haffner 1998, Gradient-Based Learning Applied to Document Recognition, section III: 300-100 hidden units, tanh",
            """
            [Layer(784, 300, Activation.Tanh, Init.LeCunUniform)]
            [Layer(300, 100, Activation.Tanh, Init.LeCunUniform)]
            [Layer(100, 10, Activation.Softmax, Init.LeCunUniform)]
            """),
        new(
            "DeepTanh",
            "Glorot and Bengio 2010, Understanding the difficulty of training deep feedforward neural networks: five layers of 1000 tanh, normalized initialization",
            """
            [Layer(784, 1000, Activation.Tanh, Init.XavierUniform)]
            [Layer(1000, 1000, Activation.Tanh, Init.XavierUniform)]
            [Layer(1000, 1000, Activation.Tanh, Init.XavierUniform)]
            [Layer(1000, 1000, Activation.Tanh, Init.XavierUniform)]
            [Layer(1000, 1000, Activation.Tanh, Init.XavierUniform)]
            [Layer(1000, 10, Activation.Softmax, Init.XavierUniform)]
            """),
        new(
            "DeepBigSimple",
            "Ciresan, Meier, Gambardella, Schmidhuber 2010, Deep Big Simple Neural Nets: 2500-2000-1500-1000-500 tanh, weights uniform in [-0.05, 0.05]",
            """
            [Layer(841, 2500, Activation.Tanh, Init.RandomUniform, InitScale = 0.05f)]
            [Layer(2500, 2000, Activation.Tanh, Init.RandomUniform, InitScale = 0.05f)]
            [Layer(2000, 1500, Activation.Tanh, Init.RandomUniform, InitScale = 0.05f)]
            [Layer(1500, 1000, Activation.Tanh, Init.RandomUniform, InitScale = 0.05f)]
            [Layer(1000, 500, Activation.Tanh, Init.RandomUniform, InitScale = 0.05f)]
            [Layer(500, 10, Activation.Softmax, Init.RandomUniform, InitScale = 0.05f)]
            """),
        new(
            "DropoutNetwork",
            "Srivastava et al. 2014, Dropout: three layers of 1024 ReLU, p = 0.5",
            """
            [Layer(784, 1024, Activation.Relu, Init.HeNormal, Dropout = 0.5f)]
            [Layer(1024, 1024, Activation.Relu, Init.HeNormal, Dropout = 0.5f)]
            [Layer(1024, 1024, Activation.Relu, Init.HeNormal, Dropout = 0.5f)]
            [Layer(1024, 10, Activation.Softmax, Init.XavierNormal)]
            """),
        new(
            "SigmoidsWithBatchNormalization",
            "Ioffe and Szegedy 2015, Batch Normalization, section 4.1: three layers of 100 sigmoids, small random Gaussian weights",
            """
            [Layer(784, 100, Activation.Sigmoid, Init.RandomNormal, BatchNormalization = true, Bias = false)]
            [Layer(100, 100, Activation.Sigmoid, Init.RandomNormal, BatchNormalization = true, Bias = false)]
            [Layer(100, 100, Activation.Sigmoid, Init.RandomNormal, BatchNormalization = true, Bias = false)]
            [Layer(100, 10, Activation.Softmax, Init.RandomNormal)]
            """),
        new(
            "EluNetwork",
            "Clevert, Unterthiner, Hochreiter 2016, Fast and Accurate Deep Network Learning by Exponential Linear Units, section 4.1: eight layers of 128 units, He",
            """
            [Layer(784, 128, Activation.Elu, Init.HeNormal)]
            [Layer(128, 128, Activation.Elu, Init.HeNormal)]
            [Layer(128, 128, Activation.Elu, Init.HeNormal)]
            [Layer(128, 128, Activation.Elu, Init.HeNormal)]
            [Layer(128, 128, Activation.Elu, Init.HeNormal)]
            [Layer(128, 128, Activation.Elu, Init.HeNormal)]
            [Layer(128, 128, Activation.Elu, Init.HeNormal)]
            [Layer(128, 128, Activation.Elu, Init.HeNormal)]
            [Layer(128, 10, Activation.Softmax)]
            """),
        new(
            "SelfNormalizingNetwork",
            "Klambauer et al. 2017, Self-Normalizing Neural Networks: eight layers of 256 SELU on the UCI tasks",
            """
            [Layer(16, 256, Activation.Selu, Init.LeCunNormal)]
            [Layer(256, 256, Activation.Selu, Init.LeCunNormal)]
            [Layer(256, 256, Activation.Selu, Init.LeCunNormal)]
            [Layer(256, 256, Activation.Selu, Init.LeCunNormal)]
            [Layer(256, 256, Activation.Selu, Init.LeCunNormal)]
            [Layer(256, 256, Activation.Selu, Init.LeCunNormal)]
            [Layer(256, 256, Activation.Selu, Init.LeCunNormal)]
            [Layer(256, 256, Activation.Selu, Init.LeCunNormal)]
            [Layer(256, 26, Activation.Softmax, Init.LeCunNormal)]
            """),
        new(
            "ThirtyRectifiers",
            "He, Zhang, Ren, Sun 2015, Delving Deep into Rectifiers, section 2.2: thirty ReLU layers learn with He",
            """
            [Layer(784, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 10, Activation.Softmax)]
            """),
        new(
            "AlexNetHead",
            "Krizhevsky, Sutskever, Hinton 2012, ImageNet Classification with Deep Convolutional Neural Networks, section 5: N(0, 0.01), biases of 1, dropout of 0.5",
            """
            [Layer(9216, 4096, Activation.Relu, Init.RandomNormal, InitScale = 0.01f, BiasValue = 1f, Dropout = 0.5f)]
            [Layer(4096, 4096, Activation.Relu, Init.RandomNormal, InitScale = 0.01f, BiasValue = 1f, Dropout = 0.5f)]
            [Layer(4096, 1000, Activation.Softmax, Init.RandomNormal, InitScale = 0.01f)]
            """),
        new(
            "VggHead",
            "Simonyan and Zisserman 2015, Very Deep Convolutional Networks; torchvision.models.vgg: normal weights of 0.01 in the linear layers",
            """
            [Layer(25088, 4096, Activation.Relu, Init.RandomNormal, InitScale = 0.01f, Dropout = 0.5f)]
            [Layer(4096, 4096, Activation.Relu, Init.RandomNormal, InitScale = 0.01f, Dropout = 0.5f)]
            [Layer(4096, 1000, Activation.Softmax, Init.RandomNormal, InitScale = 0.01f)]
            """),
        new(
            "MobileNetHead",
            "Howard et al. 2019, Searching for MobileNetV3; torchvision.models.mobilenet_v3: normal weights of 0.01, hard swish, dropout of 0.2",
            """
            [Layer(960, 1280, Activation.HardSwish, Init.RandomNormal, InitScale = 0.01f, Dropout = 0.2f)]
            [Layer(1280, 1000, Activation.Softmax, Init.RandomNormal, InitScale = 0.01f)]
            """),
        new(
            "PointNetHead",
            "Qi et al. 2017, PointNet; pointnet.pytorch: batch normalization, dropout of 0.3, log-softmax",
            """
            [Layer(1024, 512, Activation.Relu, Init.Uniform, BatchNormalization = true)]
            [Layer(512, 256, Activation.Relu, Init.Uniform, BatchNormalization = true, Dropout = 0.3f)]
            [Layer(256, 40, Activation.LogSoftmax, Init.Uniform)]
            """),
        new(
            "Student",
            "Hinton, Vinyals, Dean 2015, Distilling the Knowledge in a Neural Network, section 3: 800-800 ReLU, trained on the teacher's distributions",
            """
            [Network(Loss = Loss.KullbackLeibler)]
            [Layer(784, 800, Activation.Relu, Init.HeNormal)]
            [Layer(800, 800, Activation.Relu, Init.HeNormal)]
            [Layer(800, 10, Activation.Softmax, Init.XavierNormal)]
            """),
        new(
            "LinearSupportVectors",
            "Tang 2013, Deep Learning using Linear Support Vector Machines, section 3.2: 70 principal components, 512-512, a linear support vector machine on top",
            """
            [Network(Loss = Loss.Hinge)]
            [Layer(70, 512, Activation.Relu, Init.HeNormal)]
            [Layer(512, 512, Activation.Relu, Init.HeNormal)]
            [Layer(512, 10, Activation.Identity, Init.XavierNormal)]
            """),
        new(
            "CheXNetHead",
            "Rajpurkar et al. 2017, CheXNet: fourteen findings that can be true at once",
            """
            [Layer(1024, 14, Activation.Sigmoid, Init.XavierUniform)]
            """),
        new(
            "KerasMnistMlp",
            "Keras examples, mnist_mlp.py: dropout of 0.2",
            """
            [Layer(784, 512, Activation.Relu, Dropout = 0.2f)]
            [Layer(512, 512, Activation.Relu, Dropout = 0.2f)]
            [Layer(512, 10, Activation.Softmax, Init.XavierUniform)]
            """),
        new(
            "TensorFlowQuickstart",
            "TensorFlow tutorials, quickstart/beginner: glorot_uniform, dropout of 0.2",
            """
            [Layer(784, 128, Activation.Relu, Init.XavierUniform, Dropout = 0.2f)]
            [Layer(128, 10, Activation.Softmax, Init.XavierUniform)]
            """),
        new(
            "KerasReuters",
            "Keras examples, reuters_mlp.py",
            """
            [Layer(1000, 512, Activation.Relu, Dropout = 0.5f)]
            [Layer(512, 46, Activation.Softmax, Init.XavierUniform)]
            """),
        new(
            "MovieReviews",
            "Chollet 2017, Deep Learning with Python, section 3.4: IMDB",
            """
            [Layer(10000, 16, Activation.Relu)]
            [Layer(16, 16, Activation.Relu)]
            [Layer(16, 1, Activation.Sigmoid, Init.XavierUniform)]
            """),
        new(
            "CreditCardFraud",
            "Keras examples, structured_data/imbalanced_classification",
            """
            [Layer(30, 256, Activation.Relu)]
            [Layer(256, 256, Activation.Relu, Dropout = 0.3f)]
            [Layer(256, 256, Activation.Relu, Dropout = 0.3f)]
            [Layer(256, 1, Activation.Sigmoid, Init.XavierUniform)]
            """),
        new(
            "RareClassPrior",
            "TensorFlow tutorials, structured_data/imbalanced_data: an output bias of ln(positives/negatives) = -6.36",
            """
            [Layer(29, 16, Activation.Relu, Dropout = 0.5f)]
            [Layer(16, 1, Activation.Sigmoid, Init.XavierUniform, BiasValue = -6.36f)]
            """),
        new(
            "PyTorchQuickstart",
            "PyTorch tutorials, beginner/basics/quickstart: FashionMNIST, 512-512 ReLU, nn.Linear's default",
            """
            [Layer(784, 512, Activation.Relu, Init.Uniform)]
            [Layer(512, 512, Activation.Relu, Init.Uniform)]
            [Layer(512, 10, Activation.Softmax, Init.Uniform)]
            """),
        new(
            "Makemore",
            "Karpathy, Neural Networks: Zero to Hero, part 3: five tanh layers of 100 with batch normalization, 5/3 over the root of the fan-in",
            """
            [Layer(30, 100, Activation.Tanh, Init.VarianceScaling, VarianceScale = 25f / 9f, InitDistribution = InitDistribution.Normal, BatchNormalization = true, Bias = false)]
            [Layer(100, 100, Activation.Tanh, Init.VarianceScaling, VarianceScale = 25f / 9f, InitDistribution = InitDistribution.Normal, BatchNormalization = true, Bias = false)]
            [Layer(100, 100, Activation.Tanh, Init.VarianceScaling, VarianceScale = 25f / 9f, InitDistribution = InitDistribution.Normal, BatchNormalization = true, Bias = false)]
            [Layer(100, 100, Activation.Tanh, Init.VarianceScaling, VarianceScale = 25f / 9f, InitDistribution = InitDistribution.Normal, BatchNormalization = true, Bias = false)]
            [Layer(100, 100, Activation.Tanh, Init.VarianceScaling, VarianceScale = 25f / 9f, InitDistribution = InitDistribution.Normal, BatchNormalization = true, Bias = false)]
            [Layer(100, 27, Activation.Softmax, Init.LeCunNormal)]
            """),
        new(
            "CharacterModel",
            "Karpathy, Neural Networks: Zero to Hero, part 2, after Bengio et al. 2003: 200 tanh, outputs from 0.01 times a normal",
            """
            [Layer(30, 200, Activation.Tanh, Init.VarianceScaling, VarianceScale = 25f / 9f, InitDistribution = InitDistribution.Normal)]
            [Layer(200, 27, Activation.Softmax, Init.RandomNormal, InitScale = 0.01f)]
            """),
        new(
            "FixupHead",
            "Zhang, Dauphin, Ma 2019, Fixup Initialization: the classification layer starts at zero",
            """
            [Layer(512, 256, Activation.Relu, Init.HeNormal)]
            [Layer(256, 10, Activation.Softmax, Init.Zeros)]
            """),
        new(
            "IrisClassifier",
            "scikit-learn, MLPClassifier's defaults: 100 ReLU",
            """
            [Layer(4, 100, Activation.Relu)]
            [Layer(100, 3, Activation.Softmax, Init.XavierUniform)]
            """),
        new(
            "Nettalk",
            "Sejnowski and Rosenberg 1987, Parallel Networks that Learn to Pronounce English Text: 203-80-26 sigmoids",
            """
            [Layer(203, 80, Activation.Sigmoid, Init.XavierUniform)]
            [Layer(80, 26, Activation.Sigmoid, Init.XavierUniform)]
            """),
        new(
            "ExclusiveOr",
            "Rumelhart, Hinton, Williams 1986, Learning representations by back-propagating errors: two sigmoids learn XOR",
            """
            [Layer(2, 2, Activation.Sigmoid, Init.XavierUniform)]
            [Layer(2, 1, Activation.Sigmoid, Init.XavierUniform)]
            """),
    ];
}
