using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Normalization;

/// <summary>What connections and normalized rows are for: a hundred layers learn with them and not without, also from one sample at a time.</summary>
[Trait("Category", "Slow")]
public sealed class DeepTrainingTests(DeepTrainingTests.Networks networks) : IClassFixture<DeepTrainingTests.Networks>
{
    [Theory]
    [InlineData(32)]
    [InlineData(1)]
    public void A_hundred_layers_learn_with_connections(int batch)
    {
        double with = networks.LossOf("Connected", batch);
        double without = networks.LossOf("Plain", batch);

        Assert.InRange(with, 0, 0.1);
        Assert.InRange(without, 3 * with, double.PositiveInfinity);
    }

    /// <summary>Both networks, in one compilation.</summary>
    public sealed class Networks : IDisposable
    {
        private readonly LoadedAssembly _assembly = new Consumer("""
            using Layerwise;

            /// <summary>A network.</summary>
            [Layer(2, 16, Activation.Identity)]
            [Layer(16, 16, Activation.Relu, Order = LayerOrder.ActivateLinearAdd, LayerNormalization = true, Residual = true, Repeat = 98)]
            [Layer(16, 1, Activation.Identity)]
            public sealed partial class Connected;

            /// <summary>A network.</summary>
            [Layer(2, 16, Activation.Identity)]
            [Layer(16, 16, Activation.Relu, Repeat = 98)]
            [Layer(16, 1, Activation.Identity)]
            public sealed partial class Plain;
            """).Load();

        public double LossOf(string network, int batch) => LoadedAssembly.Visit(_assembly.Networks.Single(type => type.Name == network), new Learning(batch));

        public void Dispose() => _assembly.Dispose();
    }

    /// <summary>The mean squared error of 2·sin(2x)·y, of power about 0.5, after some hundred steps.</summary>
    private sealed class Learning(int batch) : INetworkVisitor<double>
    {
        private const int Samples = 64;
        private const int Steps = 768;

        public double Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            var random = new Random(5);
            float[] inputs = [.. Enumerable.Range(0, 2 * Samples).Select(_ => (2 * random.NextSingle()) - 1)];
            float[] targets = [.. Enumerable.Range(0, Samples).Select(i => 2 * MathF.Sin(2 * inputs[2 * i]) * inputs[(2 * i) + 1])];
            network.Initialize(seed: 1);
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Samples);
            var adam = new Adam(learningRate: 1e-3);
            float[] gradients = new float[TNetwork.ParameterCount];
            float[] state = new float[adam.StateLength(gradients.Length)];
            for (int step = 1; step <= Steps; step++)
            {
                int first = step * batch % Samples;
                network.ComputeGradients(inputs.AsSpan(2 * first, 2 * batch), targets.AsSpan(first, batch), workspace, gradients);
                adam.Step(network.Parameters, gradients, state, step);
            }

            return TNetwork.ComputeLoss(network.Forward(inputs, workspace), targets);
        }
    }
}
