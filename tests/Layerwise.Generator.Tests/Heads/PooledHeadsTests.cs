using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Heads;

/// <summary>Outputs that windows lead to: convolutions and pooling layers with a Head of their own.</summary>
public sealed class PooledHeadsTests
{
    private const int Rows = 3;
    private const float Step = 1f / 128;

    private const string Source = """
        using Layerwise;

        [Input(8, 8, 2)]
        [Conv2D(2, 3, 3, Activation.Tanh)]
        [Conv2D(3, 4, 3, Activation.Tanh, Head = "Kind")]
        [GlobalAveragePool(Head = "Kind")]
        [Output("Kind", 4, 3, Activation.Identity, Loss = Loss.MeanSquaredError)]
        [AveragePool2D(2, Head = "Place")]
        [Output("Place", 27, 2, Activation.Tanh, Loss = Loss.MeanSquaredError)]
        public sealed partial class Net;
        """;

    [Fact]
    public void Gradients_are_the_slopes_of_the_outputs()
    {
        using LoadedAssembly assembly = new Consumer(Source).Load();
        Assert.InRange(assembly.Visit(new LargestDifference()), 0, 2e-3);
    }

    // Of Σ u·y with numbers u, by a step of each parameter both ways.
    private sealed class LargestDifference : INetworkVisitor<double>
    {
        public double Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Assert.Equal(["", "Kind", "Kind", "Kind", "Place", "Place"], TNetwork.Layers.ToArray().Select(static layer => layer.Head ?? ""));
            var random = new Random(3);
            float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
            float[] inputs = Draw(Rows * TNetwork.InputSize);
            float[] upstream = Draw(Rows * TNetwork.OutputSize);
            float[] gradients = new float[TNetwork.ParameterCount];
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Rows);
            _ = network.Forward(inputs, workspace);
            network.Backward(upstream, workspace, gradients);

            double largest = 0;
            for (int p = 0; p < gradients.Length; p++)
            {
                float parameter = network.Parameters[p];
                double slope = (Value(parameter + Step, p) - Value(parameter - Step, p)) / (2 * Step);
                network.Parameters[p] = parameter;
                largest = Math.Max(largest, Math.Abs(slope - gradients[p]));
            }

            Assert.Contains(gradients, static gradient => Math.Abs(gradient) > 0.1f);
            return largest;

            double Value(float parameter, int p)
            {
                network.Parameters[p] = parameter;
                float[] outputs = new float[upstream.Length];
                network.Forward(inputs, outputs);
                return outputs.Zip(upstream, static (y, u) => (double)y * u).Sum();
            }
        }
    }
}
