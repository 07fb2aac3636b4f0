using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Layerwise.Analyzers.Tests.Pages;

/// <summary>A file with weights of the network that the pages of the rules speak of: 64 → 32 → 10.</summary>
internal sealed class DigitWeights : AdditionalText
{
    private DigitWeights(string path) => Path = path;

    /// <summary>The one file, written when it is first asked for.</summary>
    public static DigitWeights File { get; } = Write("digits", first: 0, second: 0);

    /// <summary>The same file where a unit has a weight of 1000 beside one of 1, and with a sample that only the small one has a part in.</summary>
    public static DigitWeights WithOutlier { get; } = Write("with-outlier", first: 1000, second: 1);

    /// <inheritdoc/>
    public override string Path { get; }

    /// <inheritdoc/>
    public override SourceText GetText(CancellationToken cancellationToken = default) => throw new InvalidDataException($"{Path} is not text.");

    private static DigitWeights Write(string folder, float first, float second)
    {
        string path = System.IO.Path.Combine(Directory.CreateDirectory(System.IO.Path.Combine(AppContext.BaseDirectory, folder)).FullName, "digits.safetensors");
        var weights = new float[2048];
        var next = new float[320];
        var inputs = new float[64];
        (weights[0], weights[32], next[0], inputs[1]) = (first, second, 1, 3);
        double sum = Math.Exp(3 * second) + 9;
        float[] outputs = [.. Enumerable.Range(0, 10).Select(j => (float)((j == 0 ? Math.Exp(3 * second) : 1) / sum))];
        using FileStream stream = System.IO.File.Create(path);
        new SafetensorsFile(
            [
                Tensor.Of("layers.0.weight", [64, 32], weights),
                Tensor.Of("layers.0.bias", [32], new float[32]),
                Tensor.Of("layers.1.weight", [32, 10], next),
                Tensor.Of("layers.1.bias", [10], new float[10]),
                Tensor.Of("state.selftest.inputs", [1, 64], inputs),
                Tensor.Of("state.selftest.outputs", [1, 10], outputs),
            ],
            []).Write(stream);
        return new DigitWeights(path);
    }
}
