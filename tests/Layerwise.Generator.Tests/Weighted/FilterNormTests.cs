using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Weighted;

/// <summary>A limit on norms is one for each filter of a convolution, whose weights are those of its part of the channels.</summary>
public sealed class FilterNormTests
{
    private const double Limit = 0.5;

    [Fact]
    public void Longer_filters_are_shortened_to_their_limit_and_shorter_ones_left_alone()
    {
        using var assembly = new Consumer("""
            using Layerwise;

            /// <summary>A network.</summary>
            [Network(Loss = Loss.MeanSquaredError)]
            [Input(5, 4, 4)]
            [Conv2D(4, 6, 3, Activation.Tanh, Init.HeNormal, Groups = 2)]
            [Layer(36, 2, Activation.Identity)]
            public sealed partial class Net;
            """).Load();

        assembly.Visit(new Comparison());
    }

    private sealed class Comparison : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            float[] free = Stepped(network, new TrainerOptions());
            float[] limited = Stepped(network, new TrainerOptions { Layers = [new(0) { MaxNorm = Limit }] });
            LayerInfo layer = TNetwork.Layers[0];
            const int filters = 6;
            Assert.Equal(18, layer.FanIn);
            int longer = 0;
            for (int filter = 0; filter < filters; filter++)
            {
                double norm = Math.Sqrt(Enumerable.Range(0, layer.FanIn).Sum(i => Math.Pow(free[(i * filters) + filter], 2)));
                if (norm > Limit) longer++;
                for (int i = 0; i < layer.FanIn; i++) Assert.Equal(free[(i * filters) + filter] * Math.Min(1, Limit / norm), limited[(i * filters) + filter], 1e-6);
            }

            Assert.InRange(longer, 1, filters - 1);
            Assert.Equal(free[layer.WeightCount..], limited[layer.WeightCount..]);
            return true;
        }

        // One filter begins shorter than the limit.
        private static float[] Stepped<TNetwork>(TNetwork network, TrainerOptions options)
            where TNetwork : class, INetwork<TNetwork>
        {
            network.Initialize(3);
            for (int i = 0; i < TNetwork.Layers[0].FanIn; i++) network.Parameters[i * 6] *= 0.1f;
            using var trainer = new Trainer<TNetwork>(network, new Sgd(0.01), options);
            float[] inputs = [.. Enumerable.Range(0, TNetwork.InputSize).Select(static i => (i % 7) - 3f)];
            _ = trainer.Step(inputs, [1f, -1f]);
            return network.Parameters.ToArray();
        }
    }
}
