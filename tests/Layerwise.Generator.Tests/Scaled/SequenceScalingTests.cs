using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Scaled;

/// <summary>Sequences whose steps are scaled feature by feature, and networks that go step by step and have the scaling in their weights.</summary>
public sealed class SequenceScalingTests
{
    // Of two features and one target, as sensors give them.
    private static readonly float[] Signal = Features(steps: 40);
    private static readonly float[] Wanted = [.. Enumerable.Range(0, 40).Select(static step => 500 + (3f * (step % 7)))];

    [Fact]
    public void Each_feature_is_scaled_alike_at_all_steps()
    {
        Dataset windows = Dataset.Windows(Signal, 2, Wanted, 1, steps: 8, hop: 3);
        Scaling scaling = Scaling.Fit(windows, InputScaling.Standardize, TargetScaling.Standardize);
        Assert.Equal((2, 1), (scaling.Inputs.Count, scaling.Targets.Count));

        // Windows show 38 of the 40 steps, and count each once.
        for (int feature = 0; feature < 2; feature++)
        {
            double[] values = [.. Enumerable.Range(0, 38).Select(step => (double)Signal[(step * 2) + feature])];
            Assert.Equal(values.Average(), scaling.Inputs[feature].Center, 1e-3);
            Assert.Equal(Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2))), scaling.Inputs[feature].Scale, 1e-3);
        }

        Dataset scaled = scaling.Apply(windows);
        for (int i = 0; i < 16; i++)
        {
            ColumnScale scale = scaling.Inputs[i % 2];
            Assert.Equal((windows.Input(4)[i] - scale.Center) / scale.Scale, scaled.Input(4)[i], 1e-5f);
        }

        // Of sequences, zeros behind the end of one don't count, and an answer for each as a whole is scaled as such.
        int[] lengths = [30, 10];
        float[] answers = [4, 8];
        Scaling ofSequences = Scaling.Fit(Dataset.Sequences(Signal, 2, answers, 1, lengths, steps: 30), InputScaling.MinMax, TargetScaling.Standardize);
        Assert.Equal(Enumerable.Range(0, 40).Min(static step => Signal[step * 2]), ofSequences.Inputs[0].Center);
        Assert.Equal(new ColumnScale(6, 2), ofSequences.Targets[0]);
        Assert.Throws<ArgumentException>("samples", () => scaling.Apply(new Dataset(new float[16], 16, new float[8], 8)));
    }

    [Theory]
    [InlineData("[Gru(2, 5)]\n[Layer(5, 1, Activation.Identity)]")]
    [InlineData("[Lstm(2, 9, LastStepOnly = true)]\n[Layer(9, 1, Activation.Identity)]")]
    [InlineData("[Rnn(2, 5)]\n[Layer(5, 1, Activation.Identity)]")]
    [InlineData("[Layer(2, 6, Activation.Tanh)]\n[Gru(6, 5)]\n[Layer(5, 1, Activation.Identity)]")]
    public void Folded_in_the_network_takes_steps_as_they_come(string layers)
    {
        using LoadedAssembly assembly = Compiled(layers);
        Assert.InRange(assembly.Visit(new Folding()), 0, 5e-3);
    }

    [Fact]
    public void What_can_not_be_folded_is_refused()
    {
        using LoadedAssembly assembly = Compiled("[Gru(2, 2, Residual = true)]");
        assembly.Visit(new Refusals());
    }

    private static LoadedAssembly Compiled(string layers) => new Consumer($"using Layerwise;\n\n/// <summary>A network.</summary>\n[Input(8, 2)]\n{layers}\npublic sealed partial class Net;\n").Load();

    private static float[] Features(int steps)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 2 * steps).Select(i => i % 2 == 0 ? 1000 + (50 * random.NextSingle()) : 0.02f * (random.NextSingle() - 0.3f))];
    }

    // The largest difference, in units of the targets whose scale is 6, between scaled steps through the network and steps as they come through the folded one.
    private sealed class Folding : IRecurrentVisitor<double>
    {
        public double Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            var scaling = Scaling.Fit(Dataset.Windows(Signal, 2, Wanted, 1, steps: 8, hop: 1), InputScaling.Standardize, TargetScaling.Standardize);
            float[] scaled = [.. Signal];
            scaling.ApplyToInputs(scaled);
            float[] expected = new float[40];
            network.Forward(scaled, expected, TNetwork.CreateState());
            scaling.UndoTargets(expected);
            Assert.True(expected.Max() - expected.Min() > 0.05);
            scaling.FoldInto(network);
            float[] outputs = new float[40];
            network.Forward(Signal, outputs, TNetwork.CreateState());
            return outputs.Zip(expected, static (a, b) => Math.Abs(a - b)).Max();
        }
    }

    private sealed class Refusals : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            float[] before = network.Parameters.ToArray();
            ColumnScale[] steps = [new(1, 2), new(3, 4)];
            Assert.Contains("residual", Assert.Throws<InvalidOperationException>(() => new Scaling(steps).FoldInto(network)).Message, StringComparison.Ordinal);
            Assert.Contains("Gru", Assert.Throws<InvalidOperationException>(() => new Scaling([], steps).FoldInto(network)).Message, StringComparison.Ordinal);
            Assert.Contains(
                "2 inputs of a step", Assert.Throws<ArgumentException>(() => new Scaling([.. Enumerable.Repeat(steps[0], 16)]).FoldInto(network)).Message, StringComparison.Ordinal);
            Assert.Equal(before, network.Parameters.ToArray());
            return true;
        }
    }
}
