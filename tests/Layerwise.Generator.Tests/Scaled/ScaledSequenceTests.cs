using Layerwise.Generator.Tests.Frozen;
using Layerwise.Generator.Tests.Harness;
using Layerwise.Runtime;

namespace Layerwise.Generator.Tests.Scaled;

/// <summary>A network that goes step by step and scales by itself does what one without does on scaled steps; frozen and loaded from ONNX, it has that in its weights.</summary>
[Trait("Category", "Slow")]
public sealed class ScaledSequenceTests : IDisposable
{
    private const int Rows = 5;
    private const int Steps = 8;
    private const float TargetUnit = 6;

    private static readonly float[] Inputs = Features();
    private static readonly float[] Wanted = [.. Enumerable.Range(0, Rows * Steps).Select(static step => 500 + (3f * (step % 7)))];

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-scaled-").FullName;

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    public static TheoryData<string> Layers => new()
    {
        "[Gru(2, 5)]\n[Layer(5, 1, Activation.Identity)]",
        "[Layer(2, 6, Activation.Tanh)]\n[Gru(6, 40, ResetAfter = false)]\n[Layer(40, 1, Activation.Identity)]",
        "[Lstm(2, 9, LastStepOnly = true)]\n[Layer(9, 1, Activation.Identity)]",
        "[Rnn(2, 4)]\n[Conv1D(4, 3, 3, Activation.Tanh, Padding = Padding.Causal)]\n[Layer(3, 1, Activation.Identity)]",
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void It_scales_steps_on_their_way_in_and_out(string layers)
    {
        using LoadedAssembly assembly = new Consumer(Source(layers)).Load();
        Found own = LoadedAssembly.Visit(Of(assembly, "Own"), new Passes()), plain = LoadedAssembly.Visit(Of(assembly, "Plain"), new Passes());
        AssertClose(plain.Outputs, own.Outputs, TargetUnit * 1e-4f);
        Assert.Equal(plain.Loss, own.Loss, 1e-4f);
        AssertClose(plain.Gradients, own.Gradients, 1e-4f);
        for (int i = 0; i < own.InputGradients.Length; i++)
        {
            float scale = own.Scaling.Inputs[i % 2].Scale;
            Assert.Equal(plain.InputGradients[i], own.InputGradients[i] * scale, TargetUnit * 1e-4f);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Frozen_it_has_the_scaling_in_its_weights(string layers)
    {
        using LoadedAssembly trained = new Consumer(Source(layers)).Load();
        string file = Path.Combine(_folder, "own.safetensors");
        float[] expected = LoadedAssembly.Visit(Of(trained, "Own"), new Saver(file));
        var twin = new Consumer(Source(layers), "using Layerwise;\n/// <summary>Frozen.</summary>\n[Frozen(typeof(Own), \"own.safetensors\")]\npublic static partial class Still;\n")
        {
            AdditionalFiles = [file],
        };
        foreach (bool embeds in new[] { false, true })
        {
            using LoadedAssembly assembly = (twin with { EmbedsFiles = embeds }).Load();
            Type still = assembly.Frozen.Single();
            Assert.True((bool)still.GetMethod("SelfTest")!.Invoke(null, null)!);
            float[] found = new float[expected.Length];
            FrozenProject.Forward<Pass>(still)(Inputs, found);
            AssertClose(expected, found, TargetUnit * 1e-3f);
        }
    }

    // What lies behind the length of a sequence is none of its steps.
    [Fact]
    public void It_is_fitted_to_the_steps_of_all_sequences()
    {
        using LoadedAssembly assembly = new Consumer(Source("[Gru(2, 5)]\n[Layer(5, 1, Activation.Identity)]")).Load();
        LoadedAssembly.Visit(Of(assembly, "Own"), new Fitting());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Source(string layers) => $$"""
        using Layerwise;

        /// <summary>Scales by itself.</summary>
        [Network(Inputs = InputScaling.Standardize, Targets = TargetScaling.Standardize)]
        [Input({{Steps}}, 2)]
        {{layers}}
        public sealed partial class Own;

        /// <summary>Does not.</summary>
        [Input({{Steps}}, 2)]
        {{layers}}
        public sealed partial class Plain;
        """;

    private static Type Of(LoadedAssembly assembly, string name) => assembly.Networks.Single(type => type.Name == name);

    private static float[] Features()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 2 * Rows * Steps).Select(i => i % 2 == 0 ? 1000 + (50 * random.NextSingle()) : 0.02f * (random.NextSingle() - 0.3f))];
    }

    private static void AssertClose(float[] expected, float[] found, float tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < found.Length; i++) Assert.Equal(expected[i], found[i], tolerance);
    }

    // Of each step, or of the last one of each sequence.
    private static float[] Targets<TNetwork>()
        where TNetwork : class, INetwork<TNetwork> => TNetwork.AnsweredSteps > 1 ? Wanted : [.. Wanted.Where(static (_, step) => step % Steps == Steps - 1)];

    private static Scaling Expected<TNetwork>()
        where TNetwork : class, INetwork<TNetwork> => new(
            Scaling.Fit(new Dataset(Inputs, 2, new float[Rows * Steps], 1)).Inputs,
            Scaling.Fit(new Dataset(new float[Targets<TNetwork>().Length], 1, Targets<TNetwork>(), 1), InputScaling.None, TargetScaling.Standardize).Targets);

    private static void Fill<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new Random(8);
        foreach (ref float parameter in network.Parameters) parameter = random.NextSingle() - 0.5f;
    }

    private sealed record Found(float[] Outputs, float Loss, float[] Gradients, float[] InputGradients, Scaling Scaling);

    private sealed class Passes : IRecurrentVisitor<Found>
    {
        public Found Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            Fill(network);
            bool isOwn = TNetwork.InputScaling != InputScaling.None;
            Scaling scaling = Expected<TNetwork>();
            float[] inputs = [.. Inputs], targets = Targets<TNetwork>();
            if (isOwn)
            {
                Assert.Throws<InvalidOperationException>(() => network.Forward(inputs.AsSpan(0, 2), new float[1], TNetwork.CreateState()));
                Scaling fitted = NetworkScaling.Fit(network, new Dataset(inputs, TNetwork.InputSize, targets, TNetwork.OutputSize));
                Assert.Equal(scaling.Inputs, fitted.Inputs);
                Assert.Equal(scaling.Targets, fitted.Targets);
            }
            else
            {
                scaling.ApplyToInputs(inputs);
                targets = [.. targets.Select(target => (float)(((double)target - scaling.Targets[0].Center) / scaling.Targets[0].Scale))];
            }

            float[] outputs = new float[targets.Length];
            network.Forward(inputs, outputs);
            AssertStepByStep(network, inputs, outputs);
            Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(Rows);
            float[] gradients = new float[TNetwork.ParameterCount], inputGradients = new float[inputs.Length];
            float loss = network.ComputeGradients(inputs, targets, workspace, gradients);
            float unit = isOwn ? 1 : scaling.Targets[0].Scale;
            network.Forward(inputs, workspace);
            network.Backward([.. Enumerable.Range(0, outputs.Length).Select(i => unit * (i % 3))], workspace, new float[gradients.Length], inputGradients);
            if (!isOwn) scaling.UndoTargets(outputs);
            return new Found(outputs, loss, gradients, inputGradients, scaling);
        }

        // The same bits, in blocks of 1 and 3.
        private static void AssertStepByStep<TNetwork>(TNetwork network, float[] inputs, float[] outputs)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            foreach (int block in new[] { 1, 3 })
            {
                RecurrentState<TNetwork> state = TNetwork.CreateState();
                float[] found = new float[Steps];
                for (int step = 0; step < Steps; step += block)
                {
                    int count = Math.Min(block, Steps - step);
                    network.Forward(inputs.AsSpan(2 * step, 2 * count), found.AsSpan(step, count), state);
                }

                Assert.Equal(outputs[..TNetwork.OutputSize], found[^TNetwork.OutputSize..]);
            }
        }
    }

    private sealed class Saver(string file) : IRecurrentVisitor<float[]>
    {
        public float[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            Fill(network);
            NetworkScaling.Fit(network, new Dataset(Inputs, TNetwork.InputSize, Targets<TNetwork>(), TNetwork.OutputSize));
            FrozenWeights.Save(network, file, Inputs);
            float[] outputs = new float[Rows * TNetwork.OutputSize];
            network.Forward(Inputs, outputs);
            return outputs;
        }
    }

    private sealed class Fitting : IRecurrentVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, IRecurrentNetwork<TNetwork>
        {
            float[] inputs = [.. Inputs], targets = [.. Wanted];
            inputs.AsSpan(((Rows - 1) * TNetwork.InputSize) + 6).Fill(1e6f);
            targets.AsSpan(((Rows - 1) * TNetwork.OutputSize) + 3).Fill(1e6f);
            int[] lengths = [8, 8, 8, 8, 3];
            Dataset samples = new Dataset(inputs, TNetwork.InputSize, targets, TNetwork.OutputSize).WithLengths(lengths);
            int steps = (4 * Steps) + 3;
            Scaling fitted = NetworkScaling.Fit(network, samples);
            Assert.Equal(Scaling.Fit(new Dataset(Inputs.AsMemory(0, 2 * steps), 2, new float[steps], 1)).Inputs, fitted.Inputs);
            Assert.Equal(Wanted.Take(steps).Average(), fitted.Targets[0].Center, 1e-3f);

            // Windows of a signal say the same of a network that takes them.
            Scaling ofWindows = NetworkScaling.Fit(network, Dataset.Windows(Inputs, 2, Wanted, 1, Steps, Steps));
            Assert.Equal(Expected<TNetwork>().Inputs, ofWindows.Inputs);
            Assert.Equal(Expected<TNetwork>().Targets, ofWindows.Targets);
            return true;
        }
    }
}
