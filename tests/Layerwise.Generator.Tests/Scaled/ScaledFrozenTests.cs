using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Scaled;

/// <summary>A frozen network has the scaling of the trained one in its first and last layer.</summary>
public sealed class ScaledFrozenTests
{
    private const string Both = "Inputs = InputScaling.Standardize, Targets = TargetScaling.Standardize";

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    [Theory]
    [InlineData(Both, "4, 8, Activation.Tanh", "8, 5, Activation.Relu, Dropout = 0.5f", "5, 2, Activation.Identity")]
    [InlineData(Both, "4, 2, Activation.Identity")]
    [InlineData("Inputs = InputScaling.MinMax", "13, 24, Activation.Relu, BatchNormalization = true, Bias = false", "24, 3, Activation.Softmax")]
    [InlineData("Targets = TargetScaling.MinMax", "3, 4, Activation.Relu", "4, 1, Activation.Relu, Order = LayerOrder.ActivateLinearAdd")]
    public void It_gives_what_the_trained_one_gives(string options, params string[] layers)
    {
        foreach (bool isEmbedded in new[] { false, true })
        {
            using var project = new Project(options, layers);
            (float[] inputs, float[] expected, Scaling scaling) = project.Save();
            using LoadedAssembly assembly = project.WithFrozen(isEmbedded).Load();
            Type still = assembly.Frozen.Single();
            Assert.True((bool)still.GetMethod("SelfTest")!.Invoke(null, null)!);
            float[] found = new float[expected.Length];
            still.GetMethod("Forward")!.CreateDelegate<Pass>()(inputs, found);
            for (int i = 0; i < found.Length; i++)
            {
                float unit = scaling.Targets.Count == 0 ? 1 : scaling.Targets[i % scaling.Targets.Count].Scale;
                Assert.InRange((found[i] - expected[i]) / unit, -1e-4f, 1e-4f);
            }
        }
    }

    private sealed class Project(string options, string[] layers) : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-scaled-").FullName;

        private string File => Path.Combine(_folder, "weights.safetensors");

        private string Source => $$"""
            using Layerwise;

            namespace Sample;

            {{(options.Length > 0 ? $"[Network({options})]" : "")}}
            {{string.Join('\n', layers.Select(static layer => $"[Layer({layer})]"))}}
            public sealed partial class Trained;
            """;

        public (float[] Inputs, float[] Outputs, Scaling Scaling) Save()
        {
            using LoadedAssembly assembly = new Consumer(Source).Load();
            return assembly.Visit(new Saver(File));
        }

        public Consumer WithFrozen(bool isEmbedded) => new(Source + """


            [Frozen(typeof(Trained), "weights.safetensors")]
            public static partial class Still;
            """)
        {
            AdditionalFiles = [File],
            EmbedsFiles = isEmbedded,
        };

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }

    private sealed record Saver(string Path) : INetworkVisitor<(float[] Inputs, float[] Outputs, Scaling Scaling)>
    {
        public (float[] Inputs, float[] Outputs, Scaling Scaling) Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Scaling scaling = ScaledNetworks.Prepare(network);
            (float[] inputs, float[] outputs) = ScaledNetworks.Samples<TNetwork>(scaling, rows: 20);
            network.Forward(inputs, outputs);
            FrozenWeights.Save(network, Path, inputs.AsSpan(0, 3 * TNetwork.InputSize));
            return (inputs, outputs, scaling);
        }
    }
}
