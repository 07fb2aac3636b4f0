using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Normalization;

/// <summary>What connections and normalized rows are for: a hundred layers learn with them and not without.</summary>
[Trait("Category", "Slow")]
public sealed class DeepTrainingTests
{
    [Fact]
    public void A_hundred_layers_learn_with_connections()
    {
        using LoadedAssembly assembly = new Consumer("""
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

        double with = LossOf("Connected");
        double without = LossOf("Plain");

        Assert.InRange(with, 0, 0.1);
        Assert.InRange(without, 3 * with, double.PositiveInfinity);

        double LossOf(string network) => LoadedAssembly.Visit(assembly.Networks.Single(type => type.Name == network), new Learning());
    }

    /// <summary>The mean squared error of 2·sin(2x)·y, of power about 0.5, after some hundred steps.</summary>
    private sealed class Learning : INetworkVisitor<double>
    {
        private const int Samples = 64;
        private const int Batch = 32;
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
                int first = step * Batch % Samples;
                network.ComputeGradients(inputs.AsSpan(2 * first, 2 * Batch), targets.AsSpan(first, Batch), workspace, gradients);
                adam.Step(network.Parameters, gradients, state, step);
            }

            return TNetwork.ComputeLoss(network.Forward(inputs, workspace), targets);
        }
    }
}
