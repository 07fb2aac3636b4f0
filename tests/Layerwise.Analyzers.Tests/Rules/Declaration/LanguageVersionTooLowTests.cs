using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class LanguageVersionTooLowTests
{
    private const string Source = """
        [Layerwise.Layer(2, 3, Layerwise.Activation.Relu)]
        public partial class Net { }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    public async Task Older_language(LanguageVersion version, string name)
    {
        Diagnostic diagnostic = Assert.Single(await Analysis.RunAsync(Compile(version)));

        Assert.Equal("LW1012", diagnostic.Id);
        Assert.Equal("Layerwise.Layer(2, 3, Layerwise.Activation.Relu)", Source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(
            $"Networks need C# 11, but this project is compiled as C# {name}; write <LangVersion>11</LangVersion> or later in the project file",
            diagnostic.GetMessage(null));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.Preview)]
    public async Task Language_that_suffices(LanguageVersion version) => Assert.DoesNotContain(await Analysis.RunAsync(Compile(version)), static diagnostic => diagnostic.Id == "LW1012");

    private static Compilation Compile(LanguageVersion version)
    {
        CSharpCompilation compilation = Compilations.Of(Source);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(Source, Compilations.ParseOptions.WithLanguageVersion(version), "File1.cs");
        return Compilations.Generated(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], tree));
    }
}
