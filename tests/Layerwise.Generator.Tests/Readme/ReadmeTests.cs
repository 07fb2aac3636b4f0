using System.Text.RegularExpressions;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Readme;

/// <summary>The generated code that README shows is what the generator writes.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] CodeBlocks =
        [.. Regex.Matches(Read(), "```csharp\n(.*?)```", RegexOptions.Singleline).Select(static match => match.Groups[1].Value)];

    [Fact]
    public void The_pass_is_what_the_generator_writes() =>
        Assert.Contains(Flat(CodeBlocks[2]), Flat(new Consumer(Samples.DigitClassifier).Generate().Text), StringComparison.Ordinal);

    private static string Read()
    {
        using Stream resource = typeof(ReadmeTests).Assembly.GetManifestResourceStream("README.md")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private static string Flat(string code) => string.Join('\n', code.Split('\n').Select(static line => line.Trim()));
}
