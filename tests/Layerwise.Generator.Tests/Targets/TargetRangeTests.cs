using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Targets;

/// <summary>Generated networks refuse targets that their loss has no meaning for, before anything is written.</summary>
public sealed class TargetRangeTests
{
    [Theory]
    [InlineData(Loss.Hinge, Activation.Identity, 0, "-1 or 1")]
    [InlineData(Loss.BinaryCrossEntropy, Activation.Sigmoid, 9, "from 0 to 1")]
    [InlineData(Loss.BinaryCrossEntropyWithLogits, Activation.Identity, -1, "from 0 to 1")]
    [InlineData(Loss.CrossEntropy, Activation.Softmax, 0, "add up to 1")]
    [InlineData(Loss.KullbackLeibler, Activation.LogSoftmax, 0.25f, "add up to 1")]
    [InlineData(Loss.MeanSquaredError, Activation.Identity, float.NaN, "finite")]
    [InlineData(Loss.MeanAbsoluteError, Activation.Identity, float.NaN, "finite")]
    [InlineData(Loss.Huber, Activation.Identity, float.PositiveInfinity, "finite")]
    [InlineData(Loss.SmoothL1, Activation.Identity, float.NaN, "finite")]
    public void A_target_without_a_meaning_is_refused(Loss loss, Activation activation, float target, string range)
    {
        using var assembly = Network(loss, activation);
        Assert.True(assembly.Visit(new Refusal(target, range)));
    }

    [Fact]
    public void A_hinge_is_learned_from_labels_and_noise_is_not_right_by_definition()
    {
        using var assembly = Network(Loss.Hinge, Activation.Identity);
        Assert.True(assembly.Visit(new Labelled()));
    }

    [Fact]
    public void Labels_that_weigh_nothing_move_nothing()
    {
        using var assembly = Network(Loss.CrossEntropy, Activation.Softmax, ", ClassWeights = new[] { 1f, 0f, 1f }");
        Assert.True(assembly.Visit(new Weightless()));
    }

    private static LoadedAssembly Network(Loss loss, Activation activation, string options = "") => new Consumer($$"""
        using Layerwise;

        /// <summary>A network.</summary>
        [Network(Loss = Loss.{{loss}}{{options}})]
        [Layer(2, 3, Activation.{{activation}})]
        public sealed partial class Net;
        """).Load();

    private sealed class Refusal(float target, string range) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            float[] sound = TNetwork.Loss == Loss.Hinge ? [1, -1, -1] : [1, 0, 0];
            float[] targets = [.. sound, target, target, target];
            float[] gradients = new float[TNetwork.ParameterCount];
            var workspace = TNetwork.CreateWorkspace(2);
            Expect(() => network.ComputeGradients(new float[4], targets, workspace, gradients));
            Expect(() => TNetwork.ComputeLoss(new float[6], targets));
            Assert.Equal((0, 0), (workspace.BatchSize, gradients.Count(g => g != 0)));
            return true;
        }

        private void Expect(Func<float> call)
        {
            ArgumentException error = Assert.Throws<ArgumentException>("targets", () => _ = call());
            Assert.StartsWith("Sample 1: ", error.Message, StringComparison.Ordinal);
            Assert.Contains(range, error.Message, StringComparison.Ordinal);
        }
    }

    private sealed class Labelled : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            var random = new Random(1);
            float[] noise = [.. Enumerable.Range(0, 600).Select(_ => random.NextSingle() - 0.5f)];
            int[] labels = [.. Enumerable.Range(0, 300).Select(_ => random.Next(3))];
            using var trainer = new Trainer<TNetwork>(network, new Adam(0.02));
            trainer.Fit(Dataset.WithLabels(noise, 2, labels, 3), 5);

            // Of three answers, two are −1: that is right two times in three without looking.
            Assert.InRange(trainer.Evaluate(Dataset.WithLabels(noise, 2, labels, 3)).Accuracy!.Value, 0.5f, 0.75f);

            float[] corners = [.. labels.SelectMany(label => new[] { label == 0 ? 2f : -1f, label == 1 ? 2f : -1f })];
            trainer.Fit(Dataset.WithLabels(corners, 2, labels, 3), 60);
            Assert.True(trainer.Evaluate(Dataset.WithLabels(corners, 2, labels, 3)).Accuracy > 0.99f);
            return true;
        }
    }

    private sealed class Weightless : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            float[] gradients = [.. Enumerable.Repeat(7f, TNetwork.ParameterCount)];
            var compute = typeof(TNetwork).GetMethod("ComputeGradients", [typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<int>), typeof(Workspace<TNetwork>), typeof(Span<float>)])!
                .CreateDelegate<Compute<TNetwork>>(network);
            Assert.Equal(0, compute([1, 2, 3, 4], [1, 1], TNetwork.CreateWorkspace(2), gradients));
            Assert.All(gradients, g => Assert.Equal(0, g));
            return true;
        }

        private delegate float Compute<TNetwork>(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Workspace<TNetwork> workspace, Span<float> gradients)
            where TNetwork : class, INetwork<TNetwork>;
    }
}
