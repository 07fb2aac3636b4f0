using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Frozen;

/// <summary>Keras models over pictures and whole signals as JSON: frozen, and loaded into a declared network, they compute what Keras does.</summary>
public sealed class FrozenKerasPositionsTests : IDisposable
{
    private const string Declared = """
        using Layerwise;

        /// <summary>To train on.</summary>
        [Input(9, 7, 2)]
        [Conv2D(2, 4, 3, Activation.Relu, Stride = 2, Padding = Padding.Same, BatchNormalization = true, NormalizationEpsilon = 0.001f, Order = LayerOrder.LinearActivateNormalize)]
        [Conv2D(4, 8, 3, Activation.Tanh, Groups = 4, Padding = Padding.Same)]
        [MaxPool2D(2)]
        [Conv2D(8, 6, 1, Activation.Tanh)]
        [GlobalAveragePool]
        [Layer(6, 3, Activation.Identity)]
        public sealed partial class Picture;

        /// <summary>To train on.</summary>
        [Input(17, 2)]
        [Conv1D(2, 4, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 2)]
        [Conv1D(4, 6, 1, Activation.Relu)]
        [AveragePool1D(2, Padding = Padding.Same)]
        [Conv1D(6, 8, 3, Activation.PRelu, SlopePerUnit = true, Stride = 2, Padding = Padding.Same, Groups = 2)]
        [Layer(40, 2, Activation.Identity)]
        public sealed partial class Signal;

        /// <summary>To train on.</summary>
        [Input(6, 2)]
        [Conv1D(2, 4, 2, Activation.Relu)]
        [Conv1D(4, 8, 2, Activation.Identity, Groups = 4, BatchNormalization = true, NormalizationEpsilon = 0.001f)]
        public sealed partial class Positions;
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-json-").FullName;

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    [Theory]
    [InlineData("Picture", false)]
    [InlineData("Picture", true)]
    [InlineData("Signal", false)]
    [InlineData("Positions", false)]
    public void It_is_frozen(string name, bool embeds)
    {
        var consumer = new Consumer($"""
            using Layerwise;
            /// <summary>A network.</summary>
            [Frozen("{name}.json")]
            public static partial class Still;
            """) { AdditionalFiles = [Write(name)], EmbedsFiles = embeds };
        using LoadedAssembly assembly = consumer.Load();
        float[] inputs = Inputs(name);
        double[] expected = Model(name).Outputs(inputs);
        float[] found = new float[expected.Length];
        FrozenProject.Forward<Pass>(assembly.Frozen.Single())(inputs, found);
        AssertClose(expected, found);
    }

    [Theory]
    [InlineData("Picture")]
    [InlineData("Signal")]
    [InlineData("Positions")]
    public void A_declared_network_loads_it(string name)
    {
        using LoadedAssembly assembly = new Consumer(Declared).Load();
        float[] inputs = Inputs(name);
        AssertClose(Model(name).Outputs(inputs), LoadedAssembly.Visit(assembly.Networks.Single(network => network.Name == name), new Loader(Write(name), inputs)));
    }

    // The file is compared with the layers beside it.
    [Fact]
    public void Layers_may_stand_beside_the_file()
    {
        var consumer = new Consumer("""
            using Layerwise;
            /// <summary>A network.</summary>
            [Frozen("Signal.json")]
            [Input(17, 2)]
            [Conv1D(2, 4, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 2)]
            [Conv1D(4, 6, 1, Activation.Relu)]
            [AveragePool1D(2, Padding = Padding.Same)]
            [Conv1D(6, 8, 3, Activation.PRelu, SlopePerUnit = true, Stride = 2, Padding = Padding.Same, Groups = 2)]
            [Layer(40, 2, Activation.Identity)]
            public static partial class Still;
            """) { AdditionalFiles = [Write("Signal")] };
        using LoadedAssembly assembly = consumer.Load();
        Assert.Equal(34, assembly.Frozen.Single().GetField("InputSize")!.GetRawConstantValue());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static KerasPositions Model(string name) => name switch
    {
        "Picture" => new KerasPositions(9, 7, 2).Conv(4, 3, "same", "relu", stride: 2).Normalize().Conv(0, 3, "same", "tanh", multiplier: 2).Pool(isMax: true, 2, "valid")
            .Conv(6, 1, "valid", "tanh").GlobalAverage().Dense(3, "linear"),
        "Signal" => new KerasPositions(1, 17, 2).Conv(4, 3, "causal", "tanh", dilation: 2).Dense(6, "relu").Pool(isMax: false, 2, "same")
            .Conv(8, 3, "same", "linear", stride: 2, groups: 2).PRelu().Flatten().Dense(2, "linear"),
        _ => new KerasPositions(1, 6, 2).Conv(4, 2, "valid", "relu").Conv(0, 2, "valid", "linear", multiplier: 2).Normalize(),
    };

    private static float[] Inputs(string name) => FrozenProject.Inputs(name switch { "Picture" => 126, "Signal" => 34, _ => 12 });

    private static void AssertClose(double[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.InRange(expected.Zip(found, static (a, b) => Math.Abs(a - b)).Max(), 0, 1e-5);
    }

    private string Write(string name)
    {
        string path = Path.Combine(_folder, name + ".json");
        File.WriteAllText(path, Model(name).Json);
        return path;
    }

    private sealed class Loader(string path, float[] inputs) : INetworkVisitor<float[]>
    {
        public float[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            KerasJson.Load(network, path);
            float[] outputs = new float[TNetwork.OutputSize];
            network.Forward(inputs, outputs);
            return outputs;
        }
    }
}
