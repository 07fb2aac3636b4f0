using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Frozen;

/// <summary>A frozen network whose weights have fewer bits computes what the network computes that has those weights as floats.</summary>
[Trait("Category", "Slow")]
public sealed class RoundedWeightsTests
{
    private const int Rows = 5;

    private static readonly string[] Formats = ["Half", "BFloat16", "Int8"];

    // As constants, and out of a file that the program has.
    private static readonly bool[] Ways = [false, true];

    // The first set is read as it is rounded, layer by layer, but for the last layer; so many inputs that whole numbers are added up in parts.
    private static readonly string[][] Sets =
    [
        ["1301, 131, Activation.Relu", "131, 70, Activation.Gelu, Bias = false", "70, 10, Activation.Softmax"],
        ["64, 128, Activation.PRelu, SlopePerUnit = true", "128, 128, Activation.Tanh, Residual = true", "128, 3, Activation.Identity"],
        ["6, 20, Activation.Elu, LayerNormalization = true", "20, 12, Activation.Softplus, Residual = true, Projection = true", "12, 1, Activation.Sigmoid"],
    ];

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    // Each is compiled and compiled again: a run takes each format with one of the sets, either way.
    public static TheoryData<string, bool, string[]> Networks
    {
        get
        {
            var data = new TheoryData<string, bool, string[]>();
            var random = new Random(Sweep.Seed);
            (bool Embeds, string[] Layers)[] all = [.. from embeds in Ways from layers in Sets select (embeds, layers)];
            foreach (string format in Formats)
            {
                foreach (var (embeds, layers) in Sweep.Draw(all, usual: 1, random)) data.Add(format, embeds, layers);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void It_computes_with_the_rounded_weights(string format, bool embeds, string[] layers)
    {
        using var project = new FrozenProject { Weights = format, Embeds = embeds };
        project.SaveWeights(layers);
        using LoadedAssembly assembly = project.Consumer(layers).Load();
        Type still = assembly.Networks.Single(static type => type.Name == "Still");
        Type trained = assembly.Networks.Single(static type => type.Name == "Trained");
        Pass forward = still.GetMethod("Forward")!.CreateDelegate<Pass>();

        float[] asFloats = LoadedAssembly.Visit(trained, new Outputs(SafetensorsFile.Read(project.WeightFile)));
        float[] expected = LoadedAssembly.Visit(trained, new Outputs(Rounded(SafetensorsFile.Read(project.WeightFile), format)));
        int inputSize = (int)still.GetField("InputSize")!.GetRawConstantValue()!;
        int outputSize = expected.Length / Rows;
        float[] inputs = FrozenProject.Inputs(Rows * inputSize);
        var together = new float[expected.Length];
        var each = new float[expected.Length];
        forward(inputs, together);
        for (int row = 0; row < Rows; row++) forward(inputs.AsSpan(row * inputSize, inputSize), each.AsSpan(row * outputSize, outputSize));

        // Int8 rounds inputs too, to 16 bits: sums, which are larger than what activations leave of them, err by some hundred thousandths.
        double tolerance = (format == "Int8" ? 1e-3 : 1e-5) * Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(together), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        Assert.All(expected.Zip(each), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        Assert.True((bool)still.GetMethod("SelfTest")!.Invoke(null, null)!);

        // And not with those of the file.
        Assert.True(Difference(asFloats, together) > 3 * Difference(expected, together));
    }

    // Folded before they are rounded, in the compiler and in the program: not one bit differs.
    [Theory]
    [InlineData("Half")]
    [InlineData("BFloat16")]
    [InlineData("Int8")]
    public void Embedded_weights_are_rounded_as_constants_are(string format)
    {
        string[] layers = ["9, 130, Activation.Tanh, BatchNormalization = true", "130, 66, Activation.Relu, BatchNormalization = true", "66, 3, Activation.Identity"];
        float[][] outputs = [.. Ways.Select(embeds =>
        {
            using var project = new FrozenProject { Weights = format, Embeds = embeds };
            project.SaveWeights(layers);
            using LoadedAssembly assembly = project.Consumer(layers).Load();
            Type still = assembly.Frozen.Single();
            Assert.True((bool)still.GetMethod("SelfTest")!.Invoke(null, null)!);
            var found = new float[3 * Rows];
            FrozenProject.Forward<Pass>(still)(FrozenProject.Inputs(9 * Rows), found);
            return found;
        })];
        Assert.Equal(outputs[0], outputs[1]);
    }

    // What the self-test expects the compiler has computed, step by step, in double precision.
    [Theory]
    [InlineData("Half", "[Input(9, 8, 4)] [Conv2D(4, 8, 3, Activation.Relu, Padding = Padding.Same, Groups = 2, GroupNormalization = 4)] [MaxPool2D(2)] [Conv2D(8, 6, 2, Activation.PRelu, Dilation = 2)] [GlobalAveragePool] [Layer(6, 3, Activation.Softmax)]")]
    [InlineData("Int8", "[Input(9, 8, 4)] [Conv2D(4, 8, 3, Activation.Relu, Padding = Padding.Same, Stride = 2)] [AveragePool2D(2)] [Layer(32, 64, Activation.Tanh)] [Layer(64, 2, Activation.Identity)]")]
    [InlineData("BFloat16", "[Input(10, 3)] [Gru(3, 7)] [Layer(7, 7, Activation.Relu, LayerNormalization = true, Residual = true)] [Lstm(7, 5)] [Layer(5, 2, Activation.Identity)]")]
    [InlineData("Int8", "[Input(10, 3)] [Gru(3, 7)] [Lstm(7, 5)] [Rnn(5, 4, Activation.Tanh, LastStepOnly = true)] [Layer(4, 3, Activation.LogSoftmax)]")]
    [InlineData("Int8", "[Input(10, 3)] [Gru(3, 7, ResetAfter = false)] [Gru(7, 5, ResetAfter = false)] [Layer(5, 2, Activation.Identity)]")]
    [InlineData("BFloat16", "[Input(10, 3)] [Gru(3, 7)] [Output(\"Left\", 7, 2, Activation.Tanh)] [Output(\"Right\", 7, 3, Activation.Identity)]")]
    [InlineData("Int8", "[Input(10, 3)] [Conv1D(3, 6, 3, Activation.Tanh, Padding = Padding.Causal, Dilation = 2)] [Gru(6, 5)] [Layer(5, 2, Activation.Identity)]")]
    public void The_self_test_expects_what_rounded_weights_give(string format, string layers)
    {
        using var project = new FrozenProject { Weights = format };
        string trained = $"using Layerwise;\n\n/// <summary>A network.</summary>\n{layers}\npublic sealed partial class Trained;";
        project.SaveWeightsOf(trained);

        const string Twin = """
            using Layerwise;

            /// <summary>The same, frozen.</summary>
            [Frozen(typeof(Trained), "weights.safetensors")]
            public static partial class Still;
            """;
        Consumer consumer = new(trained, Twin) { AdditionalFiles = [project.WeightFile], FileMetadata = new Dictionary<string, string> { ["Weights"] = format } };
        using LoadedAssembly both = consumer.Load();
        Type still = both.Frozen.Single();
        Assert.True((bool)still.GetMethod("SelfTest")!.Invoke(null, null)!);

        float[] asFloats = LoadedAssembly.Visit(both.Networks.Single(static type => type.Name == "Trained"), new Outputs(SafetensorsFile.Read(project.WeightFile)));
        var rounded = new float[asFloats.Length];
        int inputSize = (int)still.GetField("InputSize")!.GetRawConstantValue()!;
        FrozenProject.Forward<Pass>(still)(FrozenProject.Inputs(Rows * inputSize), rounded);
        Assert.InRange(Difference(asFloats, rounded), 2e-6, 0.1);
    }

    // The file is of half the size, and so is what a program embeds; its samples are of before, and the build says what has become of them.
    [Theory]
    [InlineData(TensorType.F16, "Half", false, false)]
    [InlineData(TensorType.BF16, "BFloat16", true, false)]
    [InlineData(TensorType.BF16, "BFloat16", true, true)]
    public void A_file_of_fewer_bits_is_smaller_and_gives_what_rounded_constants_give(TensorType elements, string format, bool embeds, bool readsBits)
    {
        string[] layers = ["64, 128, Activation.Tanh", "128, 64, Activation.Relu, Residual = true, Projection = true", "64, 3, Activation.Identity"];
        float[][] outputs = [.. ((bool[])[true, false]).Select(isFile =>
        {
            using var project = new FrozenProject { Weights = isFile && !readsBits ? null : format, Embeds = embeds && isFile };
            project.SaveWeights(layers);
            long whole = new FileInfo(project.WeightFile).Length;
            if (isFile)
            {
                using LoadedAssembly trained = new Consumer(Samples.Network("Trained", layers)).Load();
                trained.Visit(new FrozenProject.Saver(project.WeightFile) { Elements = elements });
                Assert.InRange(new FileInfo(project.WeightFile).Length, 0.45 * whole, 0.56 * whole);
            }

            Generation generation = project.Consumer(layers).Generate();
            string remark = generation.Result.GeneratedSources.Single(static source => source.HintName.EndsWith("-Remark.g.cs", StringComparison.Ordinal)).SourceText.ToString();
            string weights = isFile && !readsBits ? $"Weights are {format} in the file" : $"Weights are {format}";
            Assert.Contains($"{weights}, which changes the outputs over the 3 samples of the self-test by up to 0.00", remark, StringComparison.Ordinal);
            using LoadedAssembly assembly = generation.LoadClean();
            Type still = assembly.Frozen.Single();
            Assert.True((bool)still.GetMethod("SelfTest")!.Invoke(null, null)!);
            var found = new float[3 * Rows];
            FrozenProject.Forward<Pass>(still)(FrozenProject.Inputs(64 * Rows), found);
            return found;
        })];
        Assert.Contains(outputs[0], static output => output != 0);
        Assert.All(outputs[0].Zip(outputs[1]), pair => Assert.Equal(pair.First, pair.Second, 2e-6 * outputs[0].Max(Math.Abs)));
    }

    [Fact]
    public void The_constants_are_smaller()
    {
        string[] layers = ["64, 128, Activation.Relu", "128, 10, Activation.Softmax"];
        int[] lengths = [.. new[] { null, "BFloat16", "Int8" }.Select(format =>
        {
            using var project = new FrozenProject { Weights = format };
            project.SaveWeights(layers);
            return project.Consumer(layers).Generate().Result.GeneratedSources
                .Single(static source => source.HintName.Contains("Still-Weights", StringComparison.Ordinal)).SourceText.Length;
        })];
        Assert.InRange(lengths[1], 0.45 * lengths[0], 0.62 * lengths[0]);
        Assert.InRange(lengths[2], 0.2 * lengths[0], 0.4 * lengths[0]);
    }

    private static double Difference(float[] some, float[] others) => some.Zip(others).Max(static pair => Math.Abs((double)pair.First - pair.Second));

    // By other means than the generator: the next number of the format in either direction, and the nearer of the two, or the even one.
    private static SafetensorsFile Rounded(SafetensorsFile file, string format) => new(
        [
            .. file.Tensors.Select(tensor =>
            {
                if (!tensor.Name.EndsWith(".weight", StringComparison.Ordinal) && !tensor.Name.EndsWith(".projection", StringComparison.Ordinal)) return tensor;
                var values = new float[tensor.Length];
                tensor.CopyTo(values.AsSpan());
                int columns = (int)tensor.Shape[^1];
                float[] largest = [.. Enumerable.Range(0, columns).Select(j => Enumerable.Range(0, values.Length / columns).Max(i => Math.Abs(values[(i * columns) + j])))];
                float[] rounded = [.. values.Select((value, i) => format switch
                {
                    "Half" => (float)(Half)value,
                    "BFloat16" => NearestBFloat16(value),
                    _ => MathF.Round(127 * value / largest[i % columns]) * (largest[i % columns] / 127),
                })];
                return Tensor.Of(tensor.Name, [.. tensor.Shape], rounded);
            }),
        ],
        file.Metadata);

    private static float NearestBFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        float inner = BitConverter.UInt32BitsToSingle(bits & 0xFFFF0000);
        float outer = BitConverter.UInt32BitsToSingle((bits & 0xFFFF0000) + 0x10000);
        int nearer = Math.Abs((double)value - inner).CompareTo(Math.Abs((double)outer - value));
        return nearer < 0 || (nearer == 0 && (bits & 0x10000) == 0) ? inner : outer;
    }

    private sealed class Outputs(SafetensorsFile file) : INetworkVisitor<float[]>
    {
        public float[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Safetensors.Load(network, file);
            var outputs = new float[Rows * TNetwork.OutputSize];
            network.Forward(FrozenProject.Inputs(Rows * TNetwork.InputSize), outputs);
            return outputs;
        }
    }
}
