using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.FiniteDifferences;

/// <summary>Generated gradients against the slope of the generated loss of the generated outputs: no reference takes part.</summary>
public sealed class GeneratedGradientTests
{
    [Theory]
    [MemberData(nameof(ReferenceGradientTests.Cases), MemberType = typeof(ReferenceGradientTests))]
    public void Gradients_are_the_slopes_of_the_loss(Activation activation, Loss loss)
    {
        using var assembly = new Consumer($$"""
            using Layerwise;

            /// <summary>A network.</summary>
            [Network(Loss = Loss.{{loss}})]
            [Layer(3, 5, Activation.Tanh)]
            [Layer(5, 4, Activation.{{activation}}, Slope = 0.2f)]
            public sealed partial class Net;
            """).Load();

        Assert.InRange(assembly.Visit(new LargestDeviation()), 0, 1);
    }

    [Theory]
    [InlineData("Lisht")]
    [InlineData("Other.Lisht<int>")]
    public void Gradients_of_a_custom_activation_are_the_slopes_of_the_loss(string activation)
    {
        using var assembly = new Consumer(
            $$"""
            using Layerwise;

            /// <summary>A network.</summary>
            [Layer(3, 5, typeof({{activation}}))]
            [Layer(5, 4, typeof({{activation}}), Init.HeNormal)]
            public sealed partial class Net;
            """,
            CustomActivations.Lisht,
            CustomActivations.GenericLisht).Load();

        Assert.InRange(assembly.Visit(new LargestDeviation()), 0, 1);
    }

    /// <summary>The largest difference between slope and gradient, in units of what the difference quotient itself may be off.</summary>
    private sealed class LargestDeviation : INetworkVisitor<double>
    {
        // The loss is of order 1 and right to a few 2⁻²⁴, hence the quotient to a few 2⁻²⁴/h; it curves away by h² times its
        // third derivative. A step of 2⁻⁷ makes both about 10⁻⁴.
        private const float Step = 1f / 128;
        private const double Rounding = 8.0 / (1 << 24) / Step;
        private const double Truncation = Step * Step * 2;

        public double Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            const int rows = 5;
            var random = new Random(11);
            Span<float> parameters = network.Parameters;
            for (int i = 0; i < parameters.Length; i++) parameters[i] = random.NextSingle() - 0.5f;
            // Large biases, so that no step carries a ReLU over its kink.
            for (int j = 1; j <= TNetwork.OutputSize; j++) parameters[^j] = j % 2 == 0 ? 2 : -2;
            float[] inputs = [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(_ => random.NextSingle() - 0.5f)];
            float[] targets = [.. Enumerable.Range(0, rows * TNetwork.OutputSize).Select(_ => random.NextSingle() / 2)];
            var outputs = new float[targets.Length];
            var gradients = new float[TNetwork.ParameterCount];
            float loss = network.ComputeGradients(inputs, targets, TNetwork.CreateWorkspace(rows), gradients);

            double largest = 0;
            for (int i = 0; i < gradients.Length; i++)
            {
                float value = parameters[i];
                double above = LossAt(value + Step, i);
                double below = LossAt(value - Step, i);
                parameters[i] = value;
                double slope = (above - below) / (2 * Step);
                largest = Math.Max(largest, Math.Abs(slope - gradients[i]) / ((Rounding * Math.Max(1, loss)) + Truncation));
            }

            return largest;

            double LossAt(float value, int i)
            {
                network.Parameters[i] = value;
                network.Forward(inputs, outputs);
                return TNetwork.ComputeLoss(outputs, targets);
            }
        }
    }
}
