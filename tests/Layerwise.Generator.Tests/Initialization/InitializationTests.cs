using Layerwise.Generator.Tests.Harness;
using Layerwise.Runtime;

namespace Layerwise.Generator.Tests.Initialization;

/// <summary>What a generated network draws, for one layer of 6 → 4.</summary>
public sealed class InitializationTests
{
    private const int FanIn = 6;
    private const int FanOut = 4;

    [Theory]
    [InlineData("TruncatedNormal, InitScale = 0.3f", 0.3f)]
    [InlineData("CorrectedTruncatedNormal, InitScale = 0.3f", 0.341054171f)]
    [InlineData("VarianceScaling", 0.464115947f)] // √(1/6)/0.8796…
    [InlineData("VarianceScaling, VarianceScale = 2f, FanMode = FanMode.Average", 0.719005346f)] // √(2/5)/0.8796…
    public void Truncated_normal(string init, float standardDeviation)
    {
        float[] expected = new float[FanIn * FanOut];
        Initializers.TruncatedNormal(expected, standardDeviation, seed: 1, layer: 0);
        Assert.Equal(expected, Weights(init));
    }

    [Theory]
    [InlineData("Normal", 0.707106781f)] // √(2/4)
    [InlineData("Uniform", 1.22474487f)] // √(3·2/4)
    public void Variance_scaling(string distribution, float scale)
    {
        float[] expected = new float[FanIn * FanOut];
        if (distribution == "Normal") Initializers.Normal(expected, scale, seed: 1, layer: 0);
        else Initializers.Uniform(expected, scale, seed: 1, layer: 0);
        Assert.Equal(expected, Weights($"VarianceScaling, VarianceScale = 2f, FanMode = FanMode.FanOut, InitDistribution = InitDistribution.{distribution}"));
    }

    [Fact]
    public void Orthogonal()
    {
        float[] expected = new float[FanIn * FanOut];
        Initializers.Orthogonal(expected, FanOut, 5f / 3f, seed: 1, layer: 0);
        Assert.Equal(expected, Weights("Orthogonal, Gain = ActivationGain.Tanh"));
    }

    [Fact]
    public void Identity()
    {
        float[] expected = new float[FanIn * FanOut];
        for (int i = 0; i < FanOut; i++) expected[(i * FanOut) + i] = 0.5f;
        Assert.Equal(expected, Weights("Identity, Gain = 0.5f"));
    }

    [Fact]
    public void Sparse()
    {
        float[] expected = new float[FanIn * FanOut];
        Initializers.Sparse(expected, FanOut, zeros: 2, 0.05f, seed: 1, layer: 0);
        Assert.Equal(expected, Weights("Sparse, Sparsity = 0.3f"));
    }

    // In the second stream of the layer, so that the weights are those that it has without.
    [Fact]
    public void Biases()
    {
        float[] expected = new float[FanOut];
        Initializers.Uniform(expected, (float)Math.Sqrt(1.0 / FanIn), seed: 1, layer: 1 << 16);
        string layer = $"[Layer({FanIn}, {FanOut}, Activation.Tanh{{0}})]";
        float[] found = Parameters(string.Format(null, layer, ", BiasInit = BiasInit.Uniform"));
        Assert.Equal(expected, found[^FanOut..]);
        Assert.Equal(Parameters(string.Format(null, layer, ""))[..^FanOut], found[..^FanOut]);
    }

    [Fact]
    public void A_layer_draws_the_same_whatever_the_others_are()
    {
        float[] alone = Parameters("[Layer(3, 6, Activation.Relu)]\n[Layer(6, 4, Activation.Tanh, Init.Orthogonal, Bias = false)]")[^24..];
        float[] among = Parameters("[Layer(9, 6, Activation.Tanh, Init.Sparse)]\n[Layer(6, 4, Activation.Tanh, Init.Orthogonal, Bias = false)]")[^24..];
        Assert.Equal(alone, among);
    }

    private static float[] Weights(string init) => Parameters($"[Layer({FanIn}, {FanOut}, Activation.Tanh, Init.{init}, Bias = false)]");

    private static float[] Parameters(string layers)
    {
        using LoadedAssembly assembly = new Consumer($"using Layerwise;\n\n/// <summary>Drawn.</summary>\n{layers}\npublic sealed partial class Net;").Load();
        return assembly.Visit(new Copy());
    }

    private sealed class Copy : INetworkVisitor<float[]>
    {
        public float[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => network.Parameters.ToArray();
    }
}
