using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Layerwise.Generator.Tests.Harness;

/// <summary>An additional file that is no text, for which the compiler would report an error to whoever asked for its text.</summary>
internal sealed class BinaryFile(string path) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => throw new InvalidDataException($"{path} is not text.");
}
