using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Frozen;

/// <summary>A frozen network computes what the network computes that its weights were saved from.</summary>
[Trait("Category", "Slow")]
public sealed class FrozenNetworkTests
{
    private static readonly bool[] EitherWay = [false, true];

    private delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    [Theory]
    [InlineData("2, 1, Activation.Sigmoid")]
    [InlineData("64, 32, Activation.Relu", "32, 10, Activation.Softmax")]
    [InlineData("5, 17, Activation.LeakyRelu, Slope = 0.2f, Bias = false", "17, 17, Activation.PRelu, Dropout = 0.5f", "17, 3, typeof(Lisht)")]
    [InlineData("8, 16, Activation.Relu, Dropout = 0.2f, Bias = false", "16, 3, Activation.Softmax")]
    [InlineData("300, 200, Activation.Gelu", "200, 300, Activation.Tanh", "300, 1, Activation.Identity")]
    [InlineData("6, 20, Activation.Tanh", "20, 20, Activation.Gelu, Residual = true", "20, 20, Activation.Relu, Order = LayerOrder.ActivateLinearAdd, BatchNormalization = true, Residual = true, ResidualSpan = 2", "20, 5, Activation.Softmax")]
    [InlineData("6, 20, Activation.PRelu, SlopePerUnit = true, BatchNormalization = true, Order = LayerOrder.LinearActivateNormalize", "20, 3, Activation.PRelu, SlopePerUnit = true")]
    [InlineData("6, 20, Activation.Relu", "20, 6, Activation.Identity, Residual = true, ResidualSpan = 2, Order = LayerOrder.LinearActivateAddNormalize, LayerNormalization = true", "6, 6, Activation.Tanh, Dropout = 0.2f, Residual = true, Order = LayerOrder.LinearActivateAddNormalize, BatchNormalization = true", "6, 2, Activation.Identity")]
    public void It_gives_the_same_bits(params string[] layers) => GivesTheSameBits(embeds: false, layers);

    [Theory]
    [InlineData("5, 17, Activation.LeakyRelu, Slope = 0.2f, Bias = false", "17, 17, Activation.PRelu, Dropout = 0.5f", "17, 3, typeof(Lisht)")]
    [InlineData("2000, 530, Activation.Relu", "530, 7, Activation.Softmax")]
    [InlineData("12, 20, Activation.PRelu, BatchNormalization = true, NormalizationEpsilon = 0.1f, Order = LayerOrder.LinearActivateNormalize", "20, 5, Activation.Softmax")]
    [InlineData("6, 20, Activation.Tanh", "20, 20, Activation.Relu, Order = LayerOrder.ActivateLinearAdd, BatchNormalization = true, Residual = true", "20, 5, Activation.Softmax")]
    [InlineData("6, 20, Activation.PRelu, SlopePerUnit = true", "20, 20, Activation.PRelu, SlopePerUnit = true, Residual = true, Order = LayerOrder.LinearAddActivate", "20, 3, Activation.Identity")]
    [InlineData("6, 6, Activation.Tanh, Residual = true, Order = LayerOrder.LinearActivateAddNormalize, BatchNormalization = true", "6, 2, Activation.Identity")]
    public void It_gives_the_same_bits_from_an_embedded_file(params string[] layers) => GivesTheSameBits(embeds: true, layers);

    [Fact]
    public void Embedded_normalization_is_folded_as_that_of_constants()
    {
        string[] layers = ["12, 20, Activation.Tanh, BatchNormalization = true, NormalizationEpsilon = 0.5f, Bias = false", "20, 20, Activation.PRelu, BatchNormalization = true, Dropout = 0.3f", "20, 5, Activation.Identity"];
        float[][] outputs = [.. EitherWay.Select(embeds =>
        {
            using var project = new FrozenProject { Embeds = embeds };
            project.SaveWeights(layers);
            using LoadedAssembly assembly = project.Consumer(layers).Load();
            Type still = assembly.Networks.Single(static type => type.Name == "Still");
            Assert.True((bool)still.GetMethod("SelfTest")!.Invoke(null, null)!);
            var found = new float[5];
            Forward(still)(FrozenProject.Inputs(12), found);
            return found;
        })];
        Assert.Equal(outputs[0], outputs[1]);
    }

    [Theory]
    [InlineData(TensorType.F16)]
    [InlineData(TensorType.BF16)]
    [InlineData(TensorType.F64)]
    public void Embedded_elements_become_the_floats_that_constants_are(TensorType type)
    {
        string[] layers = ["3, 40, Activation.Tanh", "40, 2, Activation.Identity"];
        float[][] outputs = [.. EitherWay.Select(embeds =>
        {
            using var project = new FrozenProject { Embeds = embeds };
            project.SaveWeights(layers);
            project.ConvertWeights(type);
            using LoadedAssembly assembly = project.Consumer(layers).Load();
            var found = new float[2];
            Forward(assembly.Networks.Single(static network => network.Name == "Still"))(FrozenProject.Inputs(3), found);
            return found;
        })];
        Assert.Contains(outputs[0], static value => value != 0);
        Assert.Equal(outputs[0], outputs[1]);
    }

    [Fact]
    public void A_resource_that_is_missing_is_named()
    {
        using var project = new FrozenProject { Embeds = true };
        string[] layers = ["3, 2, Activation.Identity"];
        project.SaveWeights(layers);
        using LoadedAssembly assembly = (project.Consumer(layers).Generate() with { Resources = [] }).Load();
        var thrown = Assert.Throws<InvalidOperationException>(() => Forward(assembly.Networks.First())(FrozenProject.Inputs(3), new float[2]));
        Assert.Equal(
            "The weights of Sample.Still are missing: Consumer has no resource 'weights.safetensors'. The compiler was told that it embeds the file.", thrown.Message);
    }

    // Folded, the two round at other places: by some units in the last place of the largest term of a sum.
    [Theory]
    [InlineData("12, 20, Activation.Relu, BatchNormalization = true", "20, 5, Activation.Softmax")]
    [InlineData("12, 20, Activation.Tanh, BatchNormalization = true, NormalizationEpsilon = 0.5f, Bias = false", "20, 20, Activation.PRelu, BatchNormalization = true, Dropout = 0.3f", "20, 5, Activation.Identity")]
    [InlineData("12, 20, Activation.PRelu, SlopePerUnit = true, BatchNormalization = true, Dropout = 0.3f", "20, 5, Activation.Identity")]
    public void Normalization_is_folded_into_the_weights(params string[] layers)
    {
        using var project = new FrozenProject();
        project.SaveWeights(layers);
        Consumer consumer = project.Consumer(layers);
        using LoadedAssembly assembly = consumer.Load();

        Type still = assembly.Networks.Single(static type => type.Name == "Still");
        Assert.True((bool)still.GetMethod("SelfTest")!.Invoke(null, null)!);
        string frozen = string.Concat(consumer.Generate().Result.GeneratedSources
            .Where(static source => source.HintName.StartsWith("Sample.Still", StringComparison.Ordinal))
            .Select(static source => source.SourceText));
        Assert.Contains("Widest.ForwardChecked<Kernels>", frozen, StringComparison.Ordinal);
        Assert.DoesNotContain("Normalization", frozen, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_allocated_after_the_first_call()
    {
        using var project = new FrozenProject();
        string[] layers = ["64, 32, Activation.Relu", "32, 10, Activation.Softmax"];
        project.SaveWeights(layers);
        using LoadedAssembly assembly = project.Consumer(layers).Load();
        Pass forward = Forward(assembly.Networks.First());
        float[] inputs = FrozenProject.Inputs(64);
        var outputs = new float[10];

        // A class in a collectible context has its static fields on the heap; that a program has none there from the first call on, the sample Embedded shows.
        Assert.Equal(0, AllocationOf.EveryCall(() => forward(inputs, outputs)));
    }

    [Fact]
    public void Its_self_test_fails_when_it_computes_something_else()
    {
        using var project = new FrozenProject();
        string[] layers = ["4, 8, Activation.Tanh", "8, 3, Activation.Identity"];
        project.SaveWeights(layers);
        SafetensorsFile file = SafetensorsFile.Read(project.WeightFile);
        float[] outputs = new float[9];
        file["state.selftest.outputs"].CopyTo(outputs.AsSpan());
        outputs[4] += 0.01f;
        new SafetensorsFile([.. file.Tensors.Where(static tensor => tensor.Name != "state.selftest.outputs"), Tensor.Of("state.selftest.outputs", [3, 3], outputs)])
            .Write(project.WeightFile);

        using LoadedAssembly assembly = project.Consumer(layers).Load();
        Assert.False((bool)assembly.Networks.First().GetMethod("SelfTest")!.Invoke(null, null)!);
    }

    private static void GivesTheSameBits(bool embeds, string[] layers)
    {
        using var project = new FrozenProject { Embeds = embeds };
        project.SaveWeights(layers);
        using LoadedAssembly assembly = project.Consumer(layers).Load();

        Type still = assembly.Networks.Single(static type => type.Name == "Still");
        Type trained = assembly.Networks.Single(static type => type.Name == "Trained");
        Assert.Equal((0, 0), LoadedAssembly.Visit(trained, new Differences(Forward(still), project.WeightFile)));
        Assert.True((bool)still.GetMethod("SelfTest")!.Invoke(null, null)!);
    }

    private static Pass Forward(Type still) => FrozenProject.Forward<Pass>(still);

    /// <summary>In how many outputs the two differ, of one sample and of some.</summary>
    private sealed class Differences(Pass frozen, string weights) : INetworkVisitor<(int One, int Many)>
    {
        public (int One, int Many) Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            Safetensors.Load(network, weights);
            return (Count(network, 1), Count(network, 29));
        }

        private int Count<TNetwork>(TNetwork network, int rows)
            where TNetwork : class, INetwork<TNetwork>
        {
            float[] inputs = FrozenProject.Inputs(rows * TNetwork.InputSize);
            var expected = new float[rows * TNetwork.OutputSize];
            var found = new float[expected.Length];
            network.Forward(inputs, expected);
            frozen(inputs, found);
            Assert.NotEqual(0, expected.Max());
            return expected.Zip(found).Count(static pair => BitConverter.SingleToInt32Bits(pair.First) != BitConverter.SingleToInt32Bits(pair.Second));
        }
    }
}
