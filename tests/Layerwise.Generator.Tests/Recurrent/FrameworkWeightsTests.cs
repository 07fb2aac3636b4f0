using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Recurrent;

/// <summary>A layer with the weights of another framework's computes what that one's documentation says.</summary>
public sealed class FrameworkWeightsTests : IClassFixture<FrameworkWeightsTests.Networks>
{
    private const int Inputs = 3;
    private const int Units = 9;
    private const int Steps = 12;

    private readonly Networks _networks;

    public FrameworkWeightsTests(Networks networks) => _networks = networks;

    [Theory]
    [InlineData("Gru")]
    [InlineData("Lstm")]
    [InlineData("Rnn")]
    public void Of_PyTorch(string kind) => Assert.InRange(_networks.Visit(kind, new PyTorch(kind)), 0, 1e-5);

    [Theory]
    [InlineData("Gru")]
    [InlineData("Lstm")]
    [InlineData("Rnn")]
    [InlineData("GruResetFirst")]
    public void Of_Keras(string kind) => Assert.InRange(_networks.Visit(kind, new Keras(kind)), 0, 1e-5);

    [Fact]
    public void What_does_not_fit_is_refused() => Assert.True(_networks.Visit("Gru", new Refusals()));

    // It has another cell.
    [Fact]
    public void What_PyTorch_does_not_have_is_refused() => Assert.True(_networks.Visit("GruResetFirst", new NotOfPyTorch()));

    private static float[] Uniform(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>Networks of one layer each, in one compilation.</summary>
    public sealed class Networks : IDisposable
    {
        private readonly LoadedAssembly _assembly = new Consumer("using Layerwise;\n\n" + string.Join("\n\n", new[] { "Gru", "Lstm", "Rnn", "GruResetFirst" }.Select(static kind =>
            $"/// <summary>A network.</summary>\n[Input({Steps}, {Inputs})]\n[{kind.Replace("ResetFirst", "", StringComparison.Ordinal)}({Inputs}, {Units}{(kind == "GruResetFirst" ? ", ResetAfter = false" : "")})]\n[Layer({Units}, {Units}, Activation.Identity, Init.Identity)]\npublic sealed partial class Of{kind};"))).Load();

        internal TResult Visit<TResult>(string kind, IRecurrentVisitor<TResult> visitor) =>
            LoadedAssembly.Visit(_assembly.Networks.Single(network => network.Name == "Of" + kind), visitor);

        public void Dispose() => _assembly.Dispose();
    }

    // https://pytorch.org/docs/stable/generated/torch.nn.GRU.html, LSTM.html and RNN.html, for one sequence: gates lie below each other.
    private sealed class PyTorch(string kind) : IRecurrentVisitor<double>
    {
        public double Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            var random = new Random(12);
            int gates = kind == "Gru" ? 3 : kind == "Lstm" ? 4 : 1;
            float[] weightIh = Uniform(random, gates * Units * Inputs);
            float[] weightHh = Uniform(random, gates * Units * Units);
            float[] biasIh = Uniform(random, gates * Units);
            float[] biasHh = Uniform(random, gates * Units);
            RecurrentWeights.FromPyTorch(network, 0, weightIh, weightHh, biasIh, biasHh);

            double Ih(double[] x, int gate, int j) => Product(weightIh, x, (gate * Units) + j) + biasIh[(gate * Units) + j];
            double Hh(double[] h, int gate, int j) => Product(weightHh, h, (gate * Units) + j) + biasHh[(gate * Units) + j];
            double[] c = new double[Units];
            return Compare(network, (x, h) => [.. Enumerable.Range(0, Units).Select(j =>
            {
                if (kind == "Rnn") return Math.Tanh(Ih(x, 0, j) + Hh(h, 0, j));
                if (kind == "Gru")
                {
                    double r = Sigmoid(Ih(x, 0, j) + Hh(h, 0, j));
                    double z = Sigmoid(Ih(x, 1, j) + Hh(h, 1, j));
                    double n = Math.Tanh(Ih(x, 2, j) + (r * Hh(h, 2, j)));
                    return ((1 - z) * n) + (z * h[j]);
                }

                double i = Sigmoid(Ih(x, 0, j) + Hh(h, 0, j));
                double f = Sigmoid(Ih(x, 1, j) + Hh(h, 1, j));
                double g = Math.Tanh(Ih(x, 2, j) + Hh(h, 2, j));
                double o = Sigmoid(Ih(x, 3, j) + Hh(h, 3, j));
                c[j] = (f * c[j]) + (i * g);
                return o * Math.Tanh(c[j]);
            })]);
        }

        private static double Product(float[] matrix, double[] vector, int row) => vector.Select((value, i) => value * matrix[(row * vector.Length) + i]).Sum();
    }

    // keras/src/layers/rnn/gru.py (with reset_after and without), lstm.py and simple_rnn.py: gates lie side by side.
    private sealed class Keras(string kind) : IRecurrentVisitor<double>
    {
        public double Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            var random = new Random(13);
            int gates = kind is "Gru" or "GruResetFirst" ? 3 : kind == "Lstm" ? 4 : 1;
            float[] kernel = Uniform(random, Inputs * gates * Units);
            float[] recurrentKernel = Uniform(random, Units * gates * Units);
            float[] bias = Uniform(random, (kind == "Gru" ? 2 : 1) * gates * Units);
            RecurrentWeights.FromKeras(network, 0, kernel, recurrentKernel, bias);

            double Product(float[] matrix, double[] vector, int gate, int j) => vector.Select((value, i) => value * matrix[(i * gates * Units) + (gate * Units) + j]).Sum();
            double X(double[] x, int gate, int j) => Product(kernel, x, gate, j) + bias[(gate * Units) + j];
            double Inner(double[] h, int gate, int j) => Product(recurrentKernel, h, gate, j) + (kind == "Gru" ? bias[(gates * Units) + (gate * Units) + j] : 0);
            double[] c = new double[Units];
            return Compare(network, (x, h) => [.. Enumerable.Range(0, Units).Select(j =>
            {
                if (kind == "Rnn") return Math.Tanh(X(x, 0, j) + Inner(h, 0, j));
                if (kind == "Gru")
                {
                    double z = Sigmoid(X(x, 0, j) + Inner(h, 0, j));
                    double r = Sigmoid(X(x, 1, j) + Inner(h, 1, j));
                    double candidate = Math.Tanh(X(x, 2, j) + (r * Inner(h, 2, j)));
                    return (z * h[j]) + ((1 - z) * candidate);
                }

                if (kind == "GruResetFirst")
                {
                    double[] reset = [.. h.Select((value, k) => Sigmoid(X(x, 1, k) + Inner(h, 1, k)) * value)];
                    double z = Sigmoid(X(x, 0, j) + Inner(h, 0, j));
                    return (z * h[j]) + ((1 - z) * Math.Tanh(X(x, 2, j) + Inner(reset, 2, j)));
                }

                double i = Sigmoid(X(x, 0, j) + Inner(h, 0, j));
                double f = Sigmoid(X(x, 1, j) + Inner(h, 1, j));
                c[j] = (f * c[j]) + (i * Math.Tanh(X(x, 2, j) + Inner(h, 2, j)));
                return Sigmoid(X(x, 3, j) + Inner(h, 3, j)) * Math.Tanh(c[j]);
            })]);
        }
    }

    private static double Compare<TNetwork>(TNetwork network, Func<double[], double[], double[]> step)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        float[] inputs = Uniform(new Random(14), TNetwork.InputSize);
        float[] outputs = new float[TNetwork.OutputSize];
        network.Forward(inputs, outputs, TNetwork.CreateState());
        double[] h = new double[Units];
        double largest = 0;
        for (int t = 0; t < Steps; t++)
        {
            h = step([.. inputs.Skip(t * Inputs).Take(Inputs).Select(static x => (double)x)], h);
            for (int j = 0; j < Units; j++) largest = Math.Max(largest, Math.Abs(h[j] - outputs[(t * Units) + j]));
        }

        return largest;
    }

    private sealed class NotOfPyTorch : IRecurrentVisitor<bool>
    {
        private const string Reason = "Layer 0 of OfGruResetFirst has ResetAfter = false, and nn.GRU multiplies by its reset gate behind the product.";

        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            float[] none = [];
            string message = Assert.Throws<ArgumentException>("layer", () => RecurrentWeights.FromPyTorch(network, 0, none, none, none, none)).Message;
            Assert.StartsWith(Reason, message, StringComparison.Ordinal);
            return Assert.Throws<ArgumentException>(() => TensorNaming.PyTorch<TNetwork>("gru", "fc")).Message.StartsWith(Reason, StringComparison.Ordinal);
        }
    }

    private sealed class Refusals : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            float[] before = network.Parameters.ToArray();
            float[] ih = new float[3 * Units * Inputs];
            float[] hh = new float[3 * Units * Units];
            float[] bias = new float[3 * Units];
            Assert.Throws<ArgumentException>("layer", () => RecurrentWeights.FromPyTorch(network, 1, ih, hh, bias, bias));
            Assert.Throws<ArgumentOutOfRangeException>("layer", () => RecurrentWeights.FromPyTorch(network, 2, ih, hh, bias, bias));
            Assert.Throws<ArgumentException>("weightHh", () => RecurrentWeights.FromPyTorch(network, 0, ih, ih, bias, bias));
            Assert.Throws<ArgumentException>("bias", () => RecurrentWeights.FromKeras(network, 0, ih, hh, bias));
            Assert.Throws<ArgumentNullException>(nameof(network), () => RecurrentWeights.FromKeras((TNetwork)null!, 0, ih, hh, bias));
            return network.Parameters.SequenceEqual(before);
        }
    }
}
