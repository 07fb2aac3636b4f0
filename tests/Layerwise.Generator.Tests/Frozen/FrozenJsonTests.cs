using System.Globalization;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Frozen;

/// <summary>A class that is nothing but the name of a Keras model as JSON.</summary>
public sealed class FrozenJsonTests : IDisposable
{
    private const int Hidden = 5;

    private readonly string _folder = Directory.CreateTempSubdirectory("layerwise-json-").FullName;
    private readonly Random _random = new(3);

    internal delegate void Pass(ReadOnlySpan<float> inputs, Span<float> outputs);

    // One normalization before the activation, which the trainable network has too; one behind it, as Keras users have it; and one behind the last, where a layer of its own
    // takes it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_computes_what_the_model_says(bool embeds)
    {
        float[][] kernel = [Numbers(Hidden), Numbers(Hidden), Numbers(Hidden)];
        float[] bias = Numbers(Hidden);
        float[][] first = [Numbers(Hidden), Numbers(Hidden), Numbers(Hidden), Numbers(Hidden, least: 0.1f)];
        float[][] inner = [Numbers(Hidden), Numbers(Hidden), Numbers(Hidden), Numbers(Hidden, least: 0.1f)];
        float[][] last = [.. Enumerable.Range(0, Hidden).Select(_ => Numbers(2))];
        float[][] outer = [Numbers(2), Numbers(2, least: 0.1f)];
        string path = Path.Combine(_folder, "model.json");
        File.WriteAllText(path, $$"""
            {"in_shape": [null, 3], "layers": [
              {"type": "dense", "activation": "linear", "shape": [null, {{Hidden}}], "weights": [{{Text(kernel)}}, {{Text(bias)}}]},
              {"type": "batchnorm", "activation": "", "shape": [null, {{Hidden}}], "weights": {{Text(first)}}, "epsilon": 0.1},
              {"type": "activation", "activation": "tanh", "shape": [null, {{Hidden}}], "weights": []},
              {"type": "batchnorm", "activation": "", "shape": [null, {{Hidden}}], "weights": {{Text(inner)}}, "epsilon": 0.001},
              {"type": "dense", "activation": "sigmoid", "shape": [null, 2], "weights": [{{Text(last)}}]},
              {"type": "batchnorm", "shape": [null, 2], "weights": {{Text(outer)}}, "epsilon": 0.01}]}
            """);
        var consumer = new Consumer("""
            using Layerwise;
            /// <summary>A network.</summary>
            [Frozen("model.json")]
            public static partial class Policy;
            /// <summary>To train on.</summary>
            [Layer(3, 5, Activation.Tanh, BatchNormalization = true, NormalizationEpsilon = 0.1f)]
            [Layer(5, 2, Activation.Sigmoid)]
            [Layer(2, 2, Activation.Identity)]
            public sealed partial class Net;
            """) { AdditionalFiles = [path], EmbedsFiles = embeds };
        using LoadedAssembly assembly = consumer.Load();

        float[] inputs = Numbers(3);
        var outputs = new float[2];
        assembly.Frozen.Single().GetMethod("Forward")!.CreateDelegate<Pass>()(inputs, outputs);

        double[] hidden = [.. Enumerable.Range(0, Hidden).Select(j => bias[j] + Enumerable.Range(0, 3).Sum(i => (double)inputs[i] * kernel[i][j]))];
        hidden = [.. hidden.Select((z, j) => Math.Tanh((first[0][j] * (z - first[2][j]) / Math.Sqrt(first[3][j] + 0.1)) + first[1][j]))];
        hidden = [.. hidden.Select((a, j) => (inner[0][j] * (a - inner[2][j]) / Math.Sqrt(inner[3][j] + 0.001)) + inner[1][j])];
        double[] expected = [.. Enumerable.Range(0, 2).Select(j => 1 / (1 + Math.Exp(-hidden.Select((a, i) => a * last[i][j]).Sum())))];
        expected = [.. expected.Select((a, j) => (a - outer[0][j]) / Math.Sqrt(outer[1][j] + 0.01))];
        float[] trainable = assembly.Visit(new Loader(path, inputs));
        for (int j = 0; j < 2; j++)
        {
            Assert.Equal(expected[j], outputs[j], 1e-5);
            Assert.Equal(expected[j], trainable[j], 1e-5);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Loader(string path, float[] inputs) : INetworkVisitor<float[]>
    {
        public float[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            KerasJson.Load(network, path);
            var outputs = new float[TNetwork.OutputSize];
            network.Forward(inputs, outputs);
            return outputs;
        }
    }

    private float[] Numbers(int count, float least = -1) => [.. Enumerable.Range(0, count).Select(_ => least + ((1 - least) * _random.NextSingle()))];

    private static string Text(float[] row) => "[" + string.Join(", ", row.Select(static value => value.ToString(CultureInfo.InvariantCulture))) + "]";

    private static string Text(float[][] rows) => "[" + string.Join(", ", rows.Select(Text)) + "]";
}
