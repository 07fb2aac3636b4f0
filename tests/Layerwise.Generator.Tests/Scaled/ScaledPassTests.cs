using Layerwise.Conformance;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Scaled;

/// <summary>Every pass of a network that scales by itself does what that of the same layers does with samples that were scaled before.</summary>
public sealed class ScaledPassTests(ScaledNetworks networks) : IClassFixture<ScaledNetworks>
{
    private const double Tolerance = 2e-4;

    private static readonly int[] RowCounts = [1, 17, 200];

    public static TheoryData<string> Names => ScaledNetworks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_does_what_the_layers_do_with_scaled_samples(string name)
    {
        foreach (int rows in RowCounts)
        {
            Found found = networks.Visit(name + "Scaled", new Passes(rows, By: null));
            Found expected = networks.Visit(name, new Passes(rows, found.Scaling));
            AssertClose(expected.Inference, found.Inference, found.Scaling.Targets, divides: false);
            AssertClose(expected.Training, found.Training, found.Scaling.Targets, divides: false);
            Assert.Equal(expected.Loss, found.Loss, Tolerance * (1 + expected.Loss));
            AssertClose(expected.Gradients, found.Gradients, [], divides: false);
            AssertClose(expected.OwnGradients, found.OwnGradients, [], divides: false);
            AssertClose(expected.InputGradients, found.InputGradients, found.Scaling.Inputs, divides: true);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated_after_the_first_call(string name) => Assert.Equal(default, networks.Visit(name + "Scaled", new Allocation()));

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_of_batch_inference_change_no_bit(string name) => Assert.True(networks.Visit(name + "Scaled", new Threads()));

    // In the unit of each column, of which the largest number of all decides.
    private static void AssertClose(float[] expected, float[] found, IReadOnlyList<ColumnScale> columns, bool divides)
    {
        Assert.Equal(expected.Length, found.Length);
        double Unit(int i) => columns.Count == 0 ? 1 : divides ? 1 / columns[i % columns.Count].Scale : columns[i % columns.Count].Scale;
        double largest = 1e-3;
        for (int i = 0; i < expected.Length; i++) largest = Math.Max(largest, Math.Abs(expected[i] / Unit(i)));
        for (int i = 0; i < expected.Length; i++) Assert.InRange((found[i] - expected[i]) / Unit(i), -Tolerance * largest, Tolerance * largest);
    }

    internal sealed record Found(
        Scaling Scaling, float[] Inference, float[] Training, float Loss, float[] Gradients, float[] OwnGradients, float[] InputGradients);

    /// <param name="Rows">How many samples.</param>
    /// <param name="By">What samples are scaled by before; null for a network that does it by itself.</param>
    private sealed record Passes(int Rows, Scaling? By) : INetworkVisitor<Found>
    {
        public Found Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Scaling own = ScaledNetworks.Prepare(network);
            Scaling scaling = By ?? own;
            (float[] inputs, float[] targets) = ScaledNetworks.Samples<TNetwork>(scaling, Rows);
            float[] outputGradients = [.. Enumerable.Range(0, targets.Length).Select(static i => MathF.Sin(i))];
            if (By is not null)
            {
                By.ApplyToInputs(inputs);
                for (int i = 0; By.Targets.Count > 0 && i < targets.Length; i++)
                {
                    ColumnScale column = By.Targets[i % By.Targets.Count];
                    targets[i] = (targets[i] - column.Center) / column.Scale;
                    outputGradients[i] *= column.Scale;
                }
            }

            float[] inference = new float[targets.Length];
            network.Forward(inputs, inference);
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Rows);
            float[] gradients = new float[TNetwork.ParameterCount], ownGradients = new float[TNetwork.ParameterCount], inputGradients = new float[inputs.Length];
            float loss = network.ComputeGradients(inputs, targets, workspace, gradients);
            float[] training = network.Forward(inputs, workspace).ToArray();
            network.Backward(outputGradients, workspace, ownGradients, inputGradients);
            By?.UndoTargets(inference);
            By?.UndoTargets(training);
            for (int i = 0; By is { Inputs.Count: > 0 } && i < inputGradients.Length; i++) inputGradients[i] /= By.Inputs[i % By.Inputs.Count].Scale;
            return new Found(scaling, inference, training, loss, gradients, ownGradients, inputGradients);
        }
    }

    private sealed class Allocation : INetworkVisitor<AllocatedBytes>
    {
        public AllocatedBytes Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            ScaledNetworks.Prepare(network);
            return AllocatedBytes.By(network);
        }
    }

    private sealed class Threads : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            (float[] inputs, float[] targets) = ScaledNetworks.Samples<TNetwork>(ScaledNetworks.Prepare(network), rows: 960);
            float[] one = new float[targets.Length], three = new float[targets.Length];
            using var single = new BatchInference<TNetwork>(network, threads: 1);
            using var several = new BatchInference<TNetwork>(network, threads: 3);
            single.Forward(inputs, one);
            several.Forward(inputs, three);
            return one.AsSpan().SequenceEqual(three);
        }
    }
}
