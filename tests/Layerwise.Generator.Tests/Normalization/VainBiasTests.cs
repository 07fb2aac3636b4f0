using Layerwise.Generator.Tests.Harness;
using Layerwise.Runtime;

namespace Layerwise.Generator.Tests.Normalization;

/// <summary>What a batch normalization subtracts again has a gradient of exactly 0, and training leaves it where it is.</summary>
[Trait("Category", "Slow")]
public sealed class VainBiasTests
{
    [Fact]
    public void The_gradients_of_biases_that_are_normalized_away_are_0()
    {
        using var assembly = Network("", "");
        Assert.True(assembly.Visit(new Gradients()));
    }

    [Fact]
    public void Training_with_such_biases_gives_the_bits_of_training_without()
    {
        using var with = Network("", "");
        using var without = Network(", Bias = false", ", Bias = false");
        Assert.Equal(without.Visit(new Training()), with.Visit(new Training()));
    }

    private static LoadedAssembly Network(string first, string others) => new Consumer($$"""
        using Layerwise;

        /// <summary>A network.</summary>
        [Layer(4, 12, Activation.Identity, BatchNormalization = true{{first}})]
        [Layer(12, 6, Activation.Identity{{others}})]
        [Layer(6, 8, Activation.Tanh, BatchNormalization = true{{others}})]
        [Layer(8, 3, Activation.Softmax)]
        public sealed partial class Net;
        """).Load();

    private static (float[] Inputs, float[] Targets) Rows(int count)
    {
        var random = new Random(4);
        float[] inputs = [.. Enumerable.Range(0, 4 * count).Select(_ => random.NextSingle() - 0.5f)];
        float[] targets = new float[3 * count];
        for (int row = 0; row < count; row++) targets[(3 * row) + (inputs[4 * row] > 0 ? 1 : 0)] = 1;
        return (inputs, targets);
    }

    private sealed class Gradients : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Check(network, rows: 7, isNormalized: true);
            Check(network, rows: 1, isNormalized: false);
            return true;
        }

        private static void Check<TNetwork>(TNetwork network, int rows, bool isNormalized)
            where TNetwork : class, INetwork<TNetwork>
        {
            (float[] inputs, float[] targets) = Rows(rows);
            var workspace = TNetwork.CreateWorkspace(rows);
            float[] gradients = new float[TNetwork.ParameterCount];
            network.ComputeGradients(inputs, targets, workspace, gradients);
            AssertBiases();

            gradients.AsSpan().Fill(7);
            float[] derivatives = [.. network.Forward(inputs, workspace).ToArray().Zip(targets, (a, y) => a - y)];
            network.Backward(derivatives, workspace, gradients);
            AssertBiases();

            void AssertBiases()
            {
                for (int l = 0; l < TNetwork.Layers.Length; l++)
                {
                    LayerInfo layer = TNetwork.Layers[l];
                    Assert.Equal(isNormalized && l < 3, gradients.Skip(layer.BiasesOffset).Take(layer.BiasCount).All(g => g == 0));
                }

                // The first layer's β meets the third one's normalization; the third one's β nothing of the kind.
                Assert.Equal(isNormalized, gradients.Skip(TNetwork.Layers[0].BetaOffset).Take(12).All(g => g == 0));
                Assert.DoesNotContain(0, gradients.Skip(TNetwork.Layers[2].BetaOffset).Take(8));
            }
        }
    }

    private sealed class Training : INetworkVisitor<float[]>
    {
        public float[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            (float[] inputs, float[] targets) = Rows(64);
            using var trainer = new Trainer<TNetwork>(network, new Adam(0.01), new TrainerOptions { BatchSize = 16 });
            trainer.Fit(new Dataset(inputs, 4, targets, 3), 40);
            float[] outputs = new float[targets.Length];
            network.Forward(inputs, outputs);
            return outputs;
        }
    }
}
