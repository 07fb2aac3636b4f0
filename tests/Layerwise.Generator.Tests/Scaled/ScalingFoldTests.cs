using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Scaled;

/// <summary>A network into which the scaling of its samples is folded gives, for inputs as they come, what it gave for scaled ones, in the unit of the targets.</summary>
public sealed class ScalingFoldTests(ScalingFoldTests.Networks networks) : IClassFixture<ScalingFoldTests.Networks>
{
    private const int Rows = 17;

    private static readonly Scaling Both = new(
        [new(1500, 400), new(-0.25f, 0.01f), new(0, 1), new(3, -2)], [new(21.5f, 8), new(0, 0.125f)]);

    private static readonly Scaling Spreads = new([new(0, 400), new(0, 0.01f), new(0, 1), new(0, 3)]);

    [Theory]
    [InlineData("Deep")]
    [InlineData("Single")]
    [InlineData("SumsNormalized")]
    [InlineData("RowsNormalized")]
    [InlineData("ResidualBetween")]
    [InlineData("PreActivated")]
    [InlineData("TwoOutputs")]
    public void It_answers_inputs_as_they_come(string name) => networks.Visit(name, new Folding(Both, Tolerance: 1e-4));

    [Fact]
    public void Without_a_shift_no_biases_are_needed() => networks.Visit("NoBiases", new Folding(Spreads, Tolerance: 1e-4));

    [Theory]
    [InlineData("NoBiases", "The scaling of the inputs can't be folded into NoBiases: its first layer has no biases to take the shift. Keep it beside the network, and call ApplyToInputs")]
    [InlineData("ActivatedNormalized", "its first layer has no biases to take the shift")]
    [InlineData("ResidualFirst", "the residual connection of layer 1 adds the inputs of the network, too")]
    [InlineData("ResidualAround", "the residual connection of layer 2 adds the inputs of the network, too")]
    [InlineData("ActivatesFirst", "its first layer activates the inputs before it multiplies them")]
    [InlineData("EndsInSigmoid", "The scaling of the targets can't be folded into EndsInSigmoid: its last layer ends in Sigmoid; expected Identity. Keep it beside the network, and call UndoTargets")]
    [InlineData("OneEndsInSigmoid", "its output Other ends in Sigmoid; expected Identity")]
    [InlineData("EndsNormalized", "its last layer has a normalization")]
    public void What_can_t_take_it_says_why_and_stays_as_it_is(string name, string reason) => networks.Visit(name, new Refusing(reason));

    public sealed class Networks : IDisposable
    {
        private const string Source = """
            using Layerwise;

            [Layer(4, 8, Activation.Tanh)] [Layer(8, 5, Activation.Relu, Dropout = 0.5f)] [Layer(5, 2, Activation.Identity)]
            public sealed partial class Deep;

            [Layer(4, 2, Activation.Identity)]
            public sealed partial class Single;

            [Layer(4, 8, Activation.Relu, BatchNormalization = true, Bias = false)] [Layer(8, 2, Activation.Identity)]
            public sealed partial class SumsNormalized;

            [Layer(4, 8, Activation.Relu, LayerNormalization = true)] [Layer(8, 2, Activation.Identity)]
            public sealed partial class RowsNormalized;

            [Layer(4, 8, Activation.Relu)] [Layer(8, 8, Activation.Relu, Residual = true)] [Layer(8, 2, Activation.Identity)]
            public sealed partial class ResidualBetween;

            [Layer(4, 8, Activation.Identity)] [Layer(8, 2, Activation.Relu, BatchNormalization = true, Order = LayerOrder.ActivateLinearAdd)]
            public sealed partial class PreActivated;

            [Layer(4, 8, Activation.Tanh)] [Output("One", 8, 1, Activation.Identity)] [Layer(8, 3, Activation.Relu, Head = "Other")] [Output("Other", 3, 1, Activation.Identity)]
            public sealed partial class TwoOutputs;

            [Layer(4, 8, Activation.Tanh)] [Output("One", 8, 1, Activation.Identity)] [Output("Other", 8, 1, Activation.Sigmoid)]
            public sealed partial class OneEndsInSigmoid;

            [Layer(4, 8, Activation.Tanh, Bias = false)] [Layer(8, 2, Activation.Identity)]
            public sealed partial class NoBiases;

            [Layer(4, 8, Activation.Relu, BatchNormalization = true, Bias = false, Order = LayerOrder.LinearActivateNormalize)] [Layer(8, 2, Activation.Identity)]
            public sealed partial class ActivatedNormalized;

            [Layer(4, 4, Activation.Relu, Residual = true)] [Layer(4, 2, Activation.Identity)]
            public sealed partial class ResidualFirst;

            [Layer(4, 6, Activation.Relu)] [Layer(6, 4, Activation.Relu, Residual = true, ResidualSpan = 2)] [Layer(4, 2, Activation.Identity)]
            public sealed partial class ResidualAround;

            [Layer(4, 4, Activation.Relu, Order = LayerOrder.ActivateLinearAdd)] [Layer(4, 2, Activation.Identity)]
            public sealed partial class ActivatesFirst;

            [Layer(4, 8, Activation.Tanh)] [Layer(8, 2, Activation.Sigmoid)]
            public sealed partial class EndsInSigmoid;

            [Layer(4, 8, Activation.Tanh)] [Layer(8, 2, Activation.Identity, BatchNormalization = true)]
            public sealed partial class EndsNormalized;
            """;

        private readonly LoadedAssembly _assembly = new Consumer(Source).Load();

        public void Dispose() => _assembly.Dispose();

        internal void Visit(string name, INetworkVisitor<bool> visitor) => LoadedAssembly.Visit(_assembly.Networks.Single(type => type.Name == name), visitor);
    }

    // Running statistics and parameters as after some training.
    private static void Prepare<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        Random random = new(3);
        foreach (ref float parameter in network.Parameters) parameter += 0.2f * (random.NextSingle() - 0.5f);
        foreach (ref float statistic in network.RunningStatistics) statistic = 0.5f + random.NextSingle();
    }

    private sealed record Folding(Scaling Scaling, double Tolerance) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Prepare(network);
            Random random = new(5);
            float[] inputs = new float[Rows * TNetwork.InputSize];
            for (int i = 0; i < inputs.Length; i++)
            {
                ColumnScale scale = Scaling.Inputs[i % TNetwork.InputSize];
                inputs[i] = scale.Center + (scale.Scale * ((4 * random.NextSingle()) - 2));
            }

            float[] scaled = [.. inputs];
            Scaling.ApplyToInputs(scaled);
            float[] expected = new float[Rows * TNetwork.OutputSize];
            network.Forward(scaled, expected);
            Scaling.UndoTargets(expected);

            Scaling.FoldInto(network);
            float[] found = new float[expected.Length];
            network.Forward(inputs, found);
            for (int i = 0; i < found.Length; i++)
            {
                double unit = Scaling.Targets.Count > 0 ? Scaling.Targets[i % TNetwork.OutputSize].Scale : 1;
                Assert.InRange(found[i] - expected[i], -Tolerance * unit, Tolerance * unit);
            }

            return true;
        }
    }

    private sealed record Refusing(string Reason) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            float[] before = network.Parameters.ToArray(), statistics = network.RunningStatistics.ToArray();
            Assert.Contains(Reason, Assert.Throws<InvalidOperationException>(() => Both.FoldInto(network)).Message, StringComparison.Ordinal);
            Assert.Equal(before, network.Parameters.ToArray());
            Assert.Equal(statistics, network.RunningStatistics.ToArray());
            return true;
        }
    }
}
