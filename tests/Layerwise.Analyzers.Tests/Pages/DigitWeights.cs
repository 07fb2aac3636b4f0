using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Layerwise.Analyzers.Tests.Pages;

/// <summary>A file with weights of the network that the pages of the rules speak of: 64 → 32 → 10.</summary>
internal sealed class DigitWeights : AdditionalText
{
    private DigitWeights(string path) => Path = path;

    /// <summary>The one file, written when it is first asked for.</summary>
    public static DigitWeights File { get; } = Write();

    /// <inheritdoc/>
    public override string Path { get; }

    /// <inheritdoc/>
    public override SourceText GetText(CancellationToken cancellationToken = default) => throw new InvalidDataException($"{Path} is not text.");

    private static DigitWeights Write()
    {
        string path = System.IO.Path.Combine(AppContext.BaseDirectory, "digits.safetensors");
        using FileStream stream = System.IO.File.Create(path);
        new SafetensorsFile(
            [
                Tensor.Of("layers.0.weight", [64, 32], new float[2048]),
                Tensor.Of("layers.0.bias", [32], new float[32]),
                Tensor.Of("layers.1.weight", [32, 10], new float[320]),
                Tensor.Of("layers.1.bias", [10], new float[10]),
            ],
            []).Write(stream);
        return new DigitWeights(path);
    }
}
